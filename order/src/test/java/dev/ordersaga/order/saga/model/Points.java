package dev.ordersaga.order.saga.model;

import static dev.ordersaga.order.saga.model.Facts.PAYMENT;

import dev.ordersaga.contracts.Reply;
import dev.ordersaga.contracts.UserReply.PointsRefusal;
import dev.ordersaga.contracts.UserReply.PointsRefused;
import dev.ordersaga.contracts.UserReply.PointsRestored;
import dev.ordersaga.contracts.UserReply.PointsUsed;
import dev.ordersaga.order.saga.model.Guards.Guard;
import java.util.List;

/**
 * The buyer's points, as far as the order's payment goes. They may be short or not.
 *
 * @param charges how often the price has been taken
 * @param refunds how often it has been given back
 */
record Points(Use use, int charges, int refunds) {

    enum Use {
        NONE,
        USED,
        RESTORED,
        TOMBSTONE
    }

    /** One of the ways in which a command may come out. */
    record Outcome(Points next, Reply reply) {}

    static final Points NEW = new Points(Use.NONE, 0, 0);

    boolean held() {
        return charges > refunds;
    }

    List<Outcome> take(Guards guards) {
        return switch (use) {
            case NONE -> List.of(charged(), refused(PointsRefusal.POINTS_SHORT));
            case USED -> List.of(guards.have(Guard.ONE_CHARGE) ? used(this) : charged());
            case RESTORED, TOMBSTONE -> List.of(refused(PointsRefusal.CANCELLED));
        };
    }

    List<Outcome> giveBack(Guards guards) {
        return List.of(new Outcome(restored(guards), new PointsRestored(PAYMENT)));
    }

    private Points restored(Guards guards) {
        return switch (use) {
            case NONE ->
                    guards.have(Guard.POINTS_TOMBSTONE)
                            ? new Points(Use.TOMBSTONE, charges, refunds)
                            : this;
            case USED -> refunded();
            case RESTORED -> guards.have(Guard.ONE_REFUND) ? this : refunded();
            case TOMBSTONE -> this;
        };
    }

    private Points refunded() {
        return new Points(Use.RESTORED, charges, refunds + 1);
    }

    private Outcome charged() {
        return used(new Points(Use.USED, charges + 1, refunds));
    }

    private static Outcome used(Points next) {
        return new Outcome(next, new PointsUsed(PAYMENT));
    }

    private Outcome refused(PointsRefusal why) {
        return new Outcome(this, new PointsRefused(PAYMENT, why));
    }
}
