package dev.ordersaga.user.domain;

import java.util.UUID;

/**
 * What became of the points of one payment. They go one way only: used, then given back; or given
 * back before they were used, and then never used. A refused use leaves nothing behind.
 */
public sealed interface PointsUse {

    UUID paymentId();

    /** Whose points. */
    long userId();

    /** The payment has the points. */
    record Used(UUID paymentId, long userId, Money price) implements PointsUse {

        /** The only way out: the user has the points again. */
        public Restored restore() {
            return new Restored(paymentId, userId, price);
        }
    }

    /** The payment had the points, and the user has them again. */
    record Restored(UUID paymentId, long userId, Money price) implements PointsUse {}

    /**
     * The points were to be given back before they were used. The use, should it still come, has no
     * effect.
     */
    record Tombstone(UUID paymentId, long userId) implements PointsUse {}
}
