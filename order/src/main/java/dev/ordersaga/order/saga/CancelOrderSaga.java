package dev.ordersaga.order.saga;

import static dev.ordersaga.messaging.saga.StepDeclaration.pivot;
import static dev.ordersaga.messaging.saga.StepDeclaration.retriable;

import dev.ordersaga.contracts.Command;
import dev.ordersaga.contracts.KitchenCommand.CancelTicket;
import dev.ordersaga.contracts.KitchenReply.TicketAlreadyApproved;
import dev.ordersaga.contracts.KitchenReply.TicketApprovalRefused;
import dev.ordersaga.contracts.KitchenReply.TicketApproved;
import dev.ordersaga.contracts.KitchenReply.TicketCancellationRefused;
import dev.ordersaga.contracts.KitchenReply.TicketCancelled;
import dev.ordersaga.contracts.KitchenReply.TicketCreated;
import dev.ordersaga.contracts.KitchenReply.TicketRefused;
import dev.ordersaga.contracts.KitchenReply.TicketRejected;
import dev.ordersaga.contracts.OrderSagaReply;
import dev.ordersaga.contracts.PaymentCommand.Refund;
import dev.ordersaga.contracts.PaymentReply.Paid;
import dev.ordersaga.contracts.PaymentReply.PaymentRefunded;
import dev.ordersaga.contracts.PaymentReply.PaymentRefused;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserReply.UserRefused;
import dev.ordersaga.contracts.UserReply.UserVerified;
import dev.ordersaga.messaging.saga.SagaDeclaration;
import dev.ordersaga.messaging.saga.StepDeclaration;
import dev.ordersaga.order.domain.CancelRefusal;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Cancels an approved order: the kitchen gives up the ticket, unless it cooks already, and then the
 * payment is given back.
 *
 * <p>There is no way back, because nothing takes effect before the kitchen has decided. A command
 * whose outcome is unknown is sent again until it is answered: asked again, both participants
 * answer what they answered before.
 *
 * @param step the step whose answer is awaited, or the end
 * @param sends how often the awaited command has been sent
 * @param refusal why the order is not cancelled; null unless REFUSED
 */
public record CancelOrderSaga(
        UUID txId, UUID orderId, Step step, int sends, @Nullable CancelRefusal refusal)
        implements OrderSaga {

    /** The steps, in their order, and then the ends. */
    public enum Step implements SagaStep {
        /** The pivot: when it has succeeded, the order is cancelled. */
        CANCEL_TICKET(
                pivot("kitchen.ticket.cancel", CancelTicket.class)
                        .answered(TicketCancelled.class)
                        .refused(TicketCancellationRefused.class)),
        REFUND(retriable("payment.refund", Refund.class).answered(PaymentRefunded.class)),

        CANCELLED(null),
        /** The order is APPROVED, as it was before. */
        REFUSED(null);

        private final @Nullable StepDeclaration declaration;

        Step(@Nullable StepDeclaration declaration) {
            this.declaration = declaration;
        }

        @Override
        public @Nullable StepDeclaration declaration() {
            return declaration;
        }
    }

    /** The saga as a list of its steps. */
    public static SagaDeclaration declaration() {
        return new SagaDeclaration(
                Target.ORDER_CANCELLATION,
                Arrays.stream(Step.values())
                        .flatMap(step -> Stream.ofNullable(step.declaration))
                        .toList());
    }

    public static CancelOrderSaga start(UUID txId, UUID orderId) {
        return new CancelOrderSaga(txId, orderId, Step.CANCEL_TICKET, 1, null);
    }

    @Override
    public Target target() {
        return Target.ORDER_CANCELLATION;
    }

    @Override
    public Command command() {
        return switch (step) {
            case CANCEL_TICKET -> new CancelTicket(orderId);
            case REFUND -> new Refund(orderId);
            case CANCELLED, REFUSED -> throw new IllegalStateException("the saga has ended");
        };
    }

    @Override
    public Transition<CancelOrderSaga> on(String commandId, OrderSagaReply reply) {
        if (!awaits(commandId) || !Objects.requireNonNull(step.declaration).canHear(reply)) {
            return new Transition.Ignored<>(this);
        }
        return switch (reply) {
            case TicketCancelled _ -> go(Step.REFUND, null);
            case TicketCancellationRefused(var _, var why) ->
                    go(Step.REFUSED, Refusals.reasonOf(why));
            case PaymentRefunded _ -> go(Step.CANCELLED, null);
            case UserVerified _,
                    UserRefused _,
                    TicketCreated _,
                    TicketRefused _,
                    TicketApproved _,
                    TicketApprovalRefused _,
                    TicketRejected _,
                    TicketAlreadyApproved _,
                    Paid _,
                    PaymentRefused _ ->
                    throw new IllegalStateException("no step is answered so: " + reply);
        };
    }

    @Override
    public Transition<CancelOrderSaga> onFailure(String commandId) {
        return awaits(commandId) ? new Transition.Awaits<>(this) : new Transition.Ignored<>(this);
    }

    @Override
    public Transition<CancelOrderSaga> onTimeout(String commandId) {
        return awaits(commandId)
                ? new Transition.SendAgain<>(
                        new CancelOrderSaga(txId, orderId, step, sends + 1, refusal))
                : new Transition.Ignored<>(this);
    }

    /** It is what this saga does already. */
    @Override
    public Transition<CancelOrderSaga> onCancel() {
        return new Transition.Ignored<>(this);
    }

    private Transition<CancelOrderSaga> go(Step next, @Nullable CancelRefusal why) {
        return new Transition.Advanced<>(new CancelOrderSaga(txId, orderId, next, 1, why));
    }
}
