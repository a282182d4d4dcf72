package dev.ordersaga.messaging;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** Ids that the services assign themselves. */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Clock CLOCK = Clock.systemUTC();
    private static final int RANDOM_BITS = 12;
    private static final long EPOCH_2025 = 1_735_689_600_000L;

    private Ids() {}

    /** A UUID of version 7 (RFC 9562, section 5.7): ids that are made later sort behind. */
    public static UUID timeOrdered() {
        long random = RANDOM.nextLong();
        long high = (CLOCK.millis() << 16) | 0x7000L | (random & 0xFFFL);
        long low = (RANDOM.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /**
     * A positive number below 2^53, which JSON clients can hold: 41 bits of milliseconds, 12 of
     * chance. Two of one millisecond may be equal, which the primary key finds out.
     */
    public static long number() {
        return ((CLOCK.millis() - EPOCH_2025) << RANDOM_BITS) | RANDOM.nextInt(1 << RANDOM_BITS);
    }
}
