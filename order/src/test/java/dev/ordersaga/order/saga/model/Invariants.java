package dev.ordersaga.order.saga.model;

import dev.ordersaga.order.saga.PlaceOrderSaga.Step;
import dev.ordersaga.order.saga.model.Kitchen.Ticket;
import dev.ordersaga.order.saga.model.Payment.Awaited;
import dev.ordersaga.order.saga.model.Payment.Status;
import java.util.Optional;

/** What must hold. */
final class Invariants {

    private Invariants() {}

    /** The first that a state breaks, in words. */
    static Optional<String> brokenIn(World world) {
        Optional<String> always = brokenAnywhere(world);
        return always.isPresent() || !world.isFinal() ? always : brokenAtTheEnd(world);
    }

    private static Optional<String> brokenAnywhere(World world) {
        Participants all = world.participants();
        if (all.points().charges() > 1) {
            return Optional.of("charged twice");
        }
        if (all.points().refunds() > all.points().charges()) {
            return Optional.of("refunded more than was paid");
        }
        if (all.kitchen().places() != (all.kitchen().hasLiveTicket() ? 1 : 0)) {
            return Optional.of("a ticket and its place in the waiting line do not match");
        }
        if (world.saga().step() == Step.REJECT_TICKET && all.points().held()) {
            return Optional.of("the ticket is undone before the payment");
        }
        return Optional.empty();
    }

    private static Optional<String> brokenAtTheEnd(World world) {
        if ((world.saga().step() == Step.APPROVED) != isFulfilled(world.participants())) {
            return Optional.of("approved, but not both ticket and payment are, or the reverse");
        }
        if ((world.saga().step() == Step.REJECTED) != isUndone(world.participants())) {
            return Optional.of("rejected, but points are held or a ticket is live, or the reverse");
        }
        return world.sent().stream()
                .filter(step -> !isSettled(step, world.participants()))
                .findFirst()
                .map(step -> step + " is neither answered nor undone");
    }

    private static boolean isFulfilled(Participants all) {
        return all.kitchen().ticket() == Ticket.APPROVED
                && all.payment().status() == Status.COMPLETED
                && all.points().held();
    }

    private static boolean isUndone(Participants all) {
        return !all.kitchen().hasLiveTicket()
                && all.payment().status() != Status.COMPLETED
                && all.payment().awaited() == Awaited.NOTHING
                && !all.points().held();
    }

    private static boolean isSettled(Step sent, Participants all) {
        return switch (sent) {
            case VERIFY_USER -> true;
            case CREATE_TICKET -> all.answered(Facts.CREATE) || all.answered(Facts.REJECT);
            case PAY -> all.answered(Facts.PAY) || all.answered(Facts.REFUND);
            case APPROVE_TICKET -> all.answered(Facts.APPROVE) || all.answered(Facts.RECALL);
            case RECALL_TICKET -> all.answered(Facts.RECALL);
            case REFUND -> all.answered(Facts.REFUND);
            case REJECT_TICKET -> all.answered(Facts.REJECT);
            case APPROVED, REJECTED -> true;
        };
    }
}
