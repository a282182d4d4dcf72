package dev.ordersaga.order.application;

import dev.ordersaga.contracts.KitchenReply.TicketAlreadyApproved;
import dev.ordersaga.contracts.KitchenReply.TicketApprovalRefused;
import dev.ordersaga.contracts.KitchenReply.TicketApproved;
import dev.ordersaga.contracts.KitchenReply.TicketCancellationRefused;
import dev.ordersaga.contracts.KitchenReply.TicketCancelled;
import dev.ordersaga.contracts.KitchenReply.TicketCreated;
import dev.ordersaga.contracts.KitchenReply.TicketRefused;
import dev.ordersaga.contracts.KitchenReply.TicketRejected;
import dev.ordersaga.contracts.OrderSagaReply;
import dev.ordersaga.contracts.PaymentReply.Paid;
import dev.ordersaga.contracts.PaymentReply.PaymentRefunded;
import dev.ordersaga.contracts.PaymentReply.PaymentRefused;
import dev.ordersaga.contracts.UserReply.UserRefused;
import dev.ordersaga.contracts.UserReply.UserVerified;
import dev.ordersaga.messaging.DeadLetter;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.order.application.TimelineEntry.Direction;
import dev.ordersaga.order.domain.Order;
import dev.ordersaga.order.saga.OrderSaga;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A timeline entry before it has its place. */
record Note(
        String step,
        Direction direction,
        String outcome,
        @Nullable String reason,
        @Nullable String by) {

    private static final String ORCHESTRATOR = "order";

    static final Note CANCEL_REQUESTED =
            new Note(ORCHESTRATOR, Direction.LOCAL, "CANCEL_REQUESTED", null);

    /** What no operator did. */
    Note(String step, Direction direction, String outcome, @Nullable String reason) {
        this(step, direction, outcome, reason, null);
    }

    static Note sent(OrderSaga saga) {
        return new Note(
                saga.command().routingKey(),
                Direction.SENT,
                saga.command().getClass().getSimpleName(),
                null);
    }

    static Note received(Incoming<OrderSagaReply> reply) {
        return new Note(
                step(reply),
                Direction.RECEIVED,
                reply.body().getClass().getSimpleName(),
                reasonOf(reply.body()));
    }

    static Note failed(Incoming<String> failure) {
        return new Note(step(failure), Direction.RECEIVED, "ErrorEventMessage", failure.body());
    }

    static Note late(OrderSaga saga) {
        return new Note(
                saga.command().routingKey(), Direction.LOCAL, "TIMEOUT", "send " + saga.sends());
    }

    static Note stuck(OrderSaga saga) {
        return new Note(saga.command().routingKey(), Direction.LOCAL, "COMPENSATION_STUCK", null);
    }

    static Note decided(Order order) {
        Enum<?> reason =
                order.rejectReason() == null ? order.cancelRefusal() : order.rejectReason();
        return new Note(
                ORCHESTRATOR,
                Direction.LOCAL,
                order.status().name(),
                reason == null ? null : reason.name());
    }

    /** An operator sends a dead letter again, for this reason. */
    static Note replayed(DeadLetter letter, String by, String reason) {
        return new Note(stepOf(letter), Direction.LOCAL, "REPLAYED", reason, by);
    }

    /** An operator has the awaited command sent again, for this reason. */
    static Note retried(OrderSaga saga, String by, String reason) {
        return new Note(saga.command().routingKey(), Direction.LOCAL, "RETRIED", reason, by);
    }

    /** The broker has not taken what was noted as replayed. */
    static Note notReplayed(DeadLetter letter) {
        return new Note(
                stepOf(letter), Direction.LOCAL, "REPLAY_FAILED", "the broker did not confirm it");
    }

    /** The same, but without effect. */
    Note ignored(String why) {
        return new Note(step, Direction.IGNORED, outcome, why);
    }

    TimelineEntry at(OrderSaga saga, int number, Instant now) {
        return new TimelineEntry(saga.txId(), number, now, step, direction, outcome, reason, by);
    }

    /** The step in a command's id, {@code txId:step:phase}. */
    private static String step(Incoming<?> answer) {
        String[] parts = answer.correlationId().split(":", -1);
        return parts.length == 3 ? parts[1] : "unknown";
    }

    /** A dead letter may come from anywhere, and so may the step that it names. */
    private static String stepOf(DeadLetter letter) {
        return letter.step().matches("[a-z.-]{1,80}") ? letter.step() : "unknown";
    }

    private static @Nullable String reasonOf(OrderSagaReply reply) {
        return switch (reply) {
            case UserRefused(var _, var refusal) -> refusal.name();
            case TicketRefused(var _, var refusal) -> refusal.name();
            case TicketApprovalRefused(var _, var refusal) -> refusal.name();
            case TicketCancellationRefused(var _, var refusal) -> refusal.name();
            case PaymentRefused(var _, var refusal) -> refusal.name();
            case UserVerified _,
                    TicketCreated _,
                    TicketApproved _,
                    TicketAlreadyApproved _,
                    TicketRejected _,
                    TicketCancelled _,
                    Paid _,
                    PaymentRefunded _ ->
                    null;
        };
    }
}
