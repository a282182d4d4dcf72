package dev.ordersaga.order.application;

import java.util.UUID;

/**
 * How far a client has been told what happened to an order: how many entries of the timelines of
 * its sagas.
 *
 * <p>The entries of one saga are committed in the order of their numbers, since its row is locked
 * meanwhile; those of two sagas of one order are not, so a place counts both. Whatever order a
 * client has been told them in, what is after its place is exactly what it has not been told.
 *
 * @param placing of the saga that has placed the order
 * @param cancelling of the saga that cancels it
 */
public record OrderPlace(UUID orderId, int placing, int cancelling) {

    OrderPlace afterPlacing() {
        return new OrderPlace(orderId, placing + 1, cancelling);
    }

    OrderPlace afterCancelling() {
        return new OrderPlace(orderId, placing, cancelling + 1);
    }
}
