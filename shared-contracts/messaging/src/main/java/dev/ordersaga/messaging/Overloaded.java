package dev.ordersaga.messaging;

/** More has been asked for than can be done soon. Nothing was done; later there may be room. */
public final class Overloaded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Overloaded() {
        super("more has been asked for than can be done soon", null, false, false);
    }
}
