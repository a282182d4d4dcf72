package dev.ordersaga.messaging.failpoint;

import org.jspecify.annotations.Nullable;

/**
 * What a failpoint has seen.
 *
 * @param passed crossings since the start of the service
 * @param armed what is going to happen, or null
 * @param fired how often it has happened since it was last armed
 */
public record FailpointState(long passed, @Nullable Arming armed, long fired) {}
