package dev.ordersaga.order.application;

/** The user has too many orders already that have not ended. Nothing was done. */
public final class TooManyOpenOrders extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManyOpenOrders() {
        super("too many orders have not ended", null, false, false);
    }
}
