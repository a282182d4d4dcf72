package dev.ordersaga.order.saga.model;

import dev.ordersaga.order.saga.PlaceOrderSaga.Step;
import dev.ordersaga.order.saga.model.Kitchen.Ticket;
import dev.ordersaga.order.saga.model.Payment.Awaited;
import dev.ordersaga.order.saga.model.Payment.Status;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What must hold: in every state, in every final state, or of the states as a whole. */
enum Invariant {
    NEVER_CHARGED_TWICE(world -> world.participants().points().charges() <= 1),
    NEVER_REFUNDED_MORE_THAN_PAID(
            world ->
                    world.participants().points().refunds()
                            <= world.participants().points().charges()),
    A_LIVE_TICKET_HAS_ONE_PLACE_IN_THE_WAITING_LINE(
            world ->
                    world.participants().kitchen().places()
                            == (world.participants().kitchen().hasLiveTicket() ? 1 : 0)),
    UNDONE_IN_REVERSE_ORDER(
            world ->
                    world.saga().step() != Step.REJECT_TICKET
                            || !world.participants().points().held()),
    APPROVED_EXACTLY_WHEN_TICKET_AND_PAYMENT_ARE(
            atTheEnd(
                    world ->
                            (world.saga().step() == Step.APPROVED)
                                    == isFulfilled(world.participants()))),
    REJECTED_EXACTLY_WHEN_NOTHING_IS_HELD(
            atTheEnd(
                    world ->
                            (world.saga().step() == Step.REJECTED)
                                    == isUndone(world.participants()))),
    EVERYTHING_SENT_IS_ANSWERED_OR_UNDONE(
            atTheEnd(
                    world ->
                            world.sent().stream()
                                    .allMatch(step -> isSettled(step, world.participants())))),
    /** Of the states as a whole: {@link Explorer} sees to it. */
    FROM_EVERY_STATE_AN_END_CAN_BE_REACHED(_ -> true);

    static final Set<Invariant> ALL = EnumSet.allOf(Invariant.class);

    private final Predicate<World> holds;

    Invariant(Predicate<World> holds) {
        this.holds = holds;
    }

    /** The first of these that a state breaks. */
    static Optional<Invariant> brokenIn(World world, Set<Invariant> these) {
        return these.stream().filter(one -> !one.holds.test(world)).findFirst();
    }

    private static Predicate<World> atTheEnd(Predicate<World> holds) {
        return world -> !world.isFinal() || holds.test(world);
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
            case CREATE_TICKET -> all.answered(Facts.CREATE) || all.answered(Facts.REJECT);
            case PAY -> all.answered(Facts.PAY) || all.answered(Facts.REFUND);
            case APPROVE_TICKET -> all.answered(Facts.APPROVE) || all.answered(Facts.RECALL);
            case RECALL_TICKET -> all.answered(Facts.RECALL);
            case REFUND -> all.answered(Facts.REFUND);
            case REJECT_TICKET -> all.answered(Facts.REJECT);
            // It has no effect, so that nothing is to be undone.
            case VERIFY_USER -> true;
            case APPROVED, REJECTED -> true;
        };
    }
}
