package dev.ordersaga.infra.proxy;

import java.time.Duration;

/** What may happen to bytes on their way. */
public sealed interface Toxic {

    /** They come later, by the delay and up to so much more or less. */
    record Latency(Duration delay, Duration jitter) implements Toxic {}

    /** They come slowly. */
    record Bandwidth(int bytesPerSecond) implements Toxic {}

    /** They come in small pieces with pauses in between. */
    record Slicer(int size, Duration pause) implements Toxic {}

    /**
     * They do not come, and nobody is told: a connection that has lost bytes stays silent for ever,
     * also after the toxic was taken away.
     */
    record Timeout() implements Toxic {}

    /** So many of each connection still come, then it is closed. */
    record LimitData(long bytes) implements Toxic {}

    /** The connection is reset instead of carrying them. */
    record ResetPeer() implements Toxic {}
}
