package dev.ordersaga.messaging.failpoint;

/** Somebody has asked for this failure. */
public final class InjectedFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Failpoint point;

    InjectedFailure(Failpoint point) {
        super("asked for at " + point);
        this.point = point;
    }

    public Failpoint point() {
        return point;
    }
}
