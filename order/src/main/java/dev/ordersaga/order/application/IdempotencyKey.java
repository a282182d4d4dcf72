package dev.ordersaga.order.application;

import java.util.Comparator;

/**
 * By which a client tells a request that it repeats from a new one. Each user has keys of its own.
 *
 * @param value 1 to 255 printable ASCII characters
 */
public record IdempotencyKey(long userId, String value) implements Comparable<IdempotencyKey> {

    private static final Comparator<IdempotencyKey> ORDER =
            Comparator.comparingLong(IdempotencyKey::userId).thenComparing(IdempotencyKey::value);

    @Override
    public int compareTo(IdempotencyKey other) {
        return ORDER.compare(this, other);
    }
}
