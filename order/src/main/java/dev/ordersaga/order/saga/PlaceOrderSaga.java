package dev.ordersaga.order.saga;

import static dev.ordersaga.messaging.saga.StepDeclaration.compensatable;
import static dev.ordersaga.messaging.saga.StepDeclaration.compensation;
import static dev.ordersaga.messaging.saga.StepDeclaration.noEffect;
import static dev.ordersaga.messaging.saga.StepDeclaration.pivot;

import dev.ordersaga.contracts.Command;
import dev.ordersaga.contracts.KitchenCommand.ApproveTicket;
import dev.ordersaga.contracts.KitchenCommand.CreateTicket;
import dev.ordersaga.contracts.KitchenCommand.ProductItem;
import dev.ordersaga.contracts.KitchenCommand.RejectTicket;
import dev.ordersaga.contracts.KitchenReply.PricedItem;
import dev.ordersaga.contracts.KitchenReply.TicketAlreadyApproved;
import dev.ordersaga.contracts.KitchenReply.TicketApprovalRefused;
import dev.ordersaga.contracts.KitchenReply.TicketApproved;
import dev.ordersaga.contracts.KitchenReply.TicketCancellationRefused;
import dev.ordersaga.contracts.KitchenReply.TicketCancelled;
import dev.ordersaga.contracts.KitchenReply.TicketCreated;
import dev.ordersaga.contracts.KitchenReply.TicketRefused;
import dev.ordersaga.contracts.KitchenReply.TicketRejected;
import dev.ordersaga.contracts.Money;
import dev.ordersaga.contracts.OrderSagaReply;
import dev.ordersaga.contracts.PaymentCommand.Pay;
import dev.ordersaga.contracts.PaymentCommand.Refund;
import dev.ordersaga.contracts.PaymentReply.Paid;
import dev.ordersaga.contracts.PaymentReply.PaymentRefunded;
import dev.ordersaga.contracts.PaymentReply.PaymentRefused;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserCommand.VerifyUser;
import dev.ordersaga.contracts.UserReply.UserRefused;
import dev.ordersaga.contracts.UserReply.UserVerified;
import dev.ordersaga.messaging.saga.SagaDeclaration;
import dev.ordersaga.messaging.saga.StepDeclaration;
import dev.ordersaga.order.domain.RejectReason;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Places an order: verify the user, create the ticket, pay, approve the ticket. What was sent is
 * undone in reverse order when a later step is refused or fails, or when the customer cancels.
 *
 * @param step the step whose answer is awaited, or the end
 * @param sends how often the awaited command has been sent
 * @param buyerName known once the user is verified
 * @param ticket known once it is created
 * @param reason why the order will be rejected; null while nothing was refused and nothing failed
 * @param cancelled whether the customer has cancelled meanwhile: the order then ends CANCELLED, at
 *     the end of this saga or, if it was too late to turn round, of the one that cancels it
 */
public record PlaceOrderSaga(
        UUID txId,
        UUID orderId,
        long userId,
        List<ProductItem> productItems,
        Step step,
        int sends,
        @Nullable String buyerName,
        @Nullable Ticket ticket,
        @Nullable RejectReason reason,
        boolean cancelled)
        implements OrderSaga {

    /** How often a command before the pivot is sent before its outcome counts as unknown. */
    static final int MAX_SENDS = 3;

    /** The steps, in their order: first the way forward, then the way back, then the ends. */
    public enum Step implements SagaStep {
        VERIFY_USER(
                noEffect("user.verify", VerifyUser.class)
                        .answered(UserVerified.class)
                        .refused(UserRefused.class)),
        CREATE_TICKET(
                compensatable("kitchen.ticket.create", CreateTicket.class, RejectTicket.class)
                        .answered(TicketCreated.class)
                        .refused(TicketRefused.class)),
        PAY(
                compensatable("payment.pay", Pay.class, Refund.class)
                        .answered(Paid.class)
                        .refused(PaymentRefused.class)),
        /** When it has succeeded, the order goes through. */
        APPROVE_TICKET(
                pivot("kitchen.ticket.approve", ApproveTicket.class, RejectTicket.class)
                        .answered(TicketApproved.class)
                        .refused(TicketApprovalRefused.class)),

        /** The pivot's outcome is unknown: the kitchen's answer to a rejection decides. */
        RECALL_TICKET(
                compensation("kitchen.ticket.approve", "kitchen.ticket.reject", RejectTicket.class)
                        .answered(TicketRejected.class)
                        .answered(TicketAlreadyApproved.class)),
        REFUND(
                compensation("payment.pay", "payment.refund", Refund.class)
                        .answered(PaymentRefunded.class)),
        REJECT_TICKET(
                compensation("kitchen.ticket.create", "kitchen.ticket.reject", RejectTicket.class)
                        .answered(TicketRejected.class)),

        APPROVED(null),
        REJECTED(null),
        CANCELLED(null);

        private final @Nullable StepDeclaration declaration;

        Step(@Nullable StepDeclaration declaration) {
            this.declaration = declaration;
        }

        @Override
        public @Nullable StepDeclaration declaration() {
            return declaration;
        }
    }

    /** What the kitchen made of the items. */
    public record Ticket(List<PricedItem> productItems, Money totalPrice) {
        public Ticket {
            productItems = List.copyOf(productItems);
        }
    }

    public PlaceOrderSaga {
        productItems = List.copyOf(productItems);
    }

    /** The saga as a list of its steps. */
    public static SagaDeclaration declaration() {
        return new SagaDeclaration(
                Target.ORDER_CREATION,
                Arrays.stream(Step.values())
                        .flatMap(step -> Stream.ofNullable(step.declaration))
                        .toList());
    }

    public static PlaceOrderSaga start(
            UUID txId, UUID orderId, long userId, List<ProductItem> productItems) {
        return new PlaceOrderSaga(
                txId, orderId, userId, productItems, Step.VERIFY_USER, 1, null, null, null, false);
    }

    @Override
    public Target target() {
        return Target.ORDER_CREATION;
    }

    @Override
    public Command command() {
        return switch (step) {
            case VERIFY_USER -> new VerifyUser(orderId, userId);
            case CREATE_TICKET -> new CreateTicket(orderId, productItems);
            case PAY -> new Pay(orderId, userId, known(buyerName), known(ticket).totalPrice());
            case APPROVE_TICKET -> new ApproveTicket(orderId);
            case RECALL_TICKET, REJECT_TICKET -> new RejectTicket(orderId);
            case REFUND -> new Refund(orderId);
            case APPROVED, REJECTED, CANCELLED ->
                    throw new IllegalStateException("the saga has ended");
        };
    }

    @Override
    public Transition<PlaceOrderSaga> on(String commandId, OrderSagaReply reply) {
        if (!awaits(commandId) || !declared().canHear(reply)) {
            return ignored();
        }
        return switch (reply) {
            case UserVerified(var _, var name) -> verified(name).go(Step.CREATE_TICKET);
            case UserRefused(var _, var why) -> because(Refusals.reasonOf(why)).end();
            case TicketCreated(var _, var items, var total) ->
                    priced(new Ticket(items, total)).go(Step.PAY);
            case TicketRefused(var _, var why) ->
                    because(Refusals.reasonOf(why)).undo(Step.VERIFY_USER);
            case Paid _ -> go(Step.APPROVE_TICKET);
            case PaymentRefused _ ->
                    because(RejectReason.REJECT_DURING_PAYMENT).undo(Step.CREATE_TICKET);
            case TicketApproved _, TicketAlreadyApproved _ -> because(null).go(Step.APPROVED);
            case TicketApprovalRefused _ -> because(RejectReason.TICKET_REJECTED).undo(Step.PAY);

            case PaymentRefunded _ -> undo(Step.CREATE_TICKET);
            case TicketRejected _ when step == Step.RECALL_TICKET -> undo(Step.PAY);
            case TicketRejected _ -> undo(Step.VERIFY_USER);

            case TicketCancelled _, TicketCancellationRefused _ ->
                    throw new IllegalStateException("no step is answered so: " + reply);
        };
    }

    /**
     * The step itself is undone too. Undoing is never given up: it is tried again when it is late.
     */
    @Override
    public Transition<PlaceOrderSaga> onFailure(String commandId) {
        if (!awaits(commandId)) {
            return ignored();
        }
        return switch (declared().kind()) {
            case NO_EFFECT, COMPENSATABLE, PIVOT -> because(RejectReason.STEP_FAILED).undo(step);
            case COMPENSATION, RETRIABLE -> new Transition.Awaits<>(this);
        };
    }

    /**
     * A command before the pivot is sent a few times, then its outcome counts as unknown; the
     * pivot's does so at once, because the kitchen's answer to a rejection decides sooner than
     * another try; a compensation is sent for ever.
     */
    @Override
    public Transition<PlaceOrderSaga> onTimeout(String commandId) {
        if (!awaits(commandId)) {
            return ignored();
        }
        return switch (declared().kind()) {
            case NO_EFFECT, COMPENSATABLE -> sends < MAX_SENDS ? sendAgain() : onFailure(commandId);
            case PIVOT -> onFailure(commandId);
            case COMPENSATION, RETRIABLE -> sendAgain();
        };
    }

    /**
     * Before the pivot the saga turns round at once, whatever has become of the command that is on
     * its way. Afterwards it is remembered until the saga has ended: see {@link #cancelled}.
     */
    @Override
    public Transition<PlaceOrderSaga> onCancel() {
        if (step.isEnd() || cancelled) {
            return ignored();
        }
        PlaceOrderSaga unwanted = with(step, sends, buyerName, ticket, reason, true);
        return switch (declared().kind()) {
            case NO_EFFECT, COMPENSATABLE -> unwanted.undo(step);
            case PIVOT, COMPENSATION, RETRIABLE -> new Transition.Awaits<>(unwanted);
        };
    }

    /** The way back, on which everything up to a step is undone, the last first. */
    private Transition<PlaceOrderSaga> undo(Step last) {
        return switch (last) {
            case APPROVE_TICKET -> go(Step.RECALL_TICKET);
            case PAY -> go(Step.REFUND);
            case CREATE_TICKET -> go(Step.REJECT_TICKET);
            case VERIFY_USER -> end();
            case RECALL_TICKET, REFUND, REJECT_TICKET, APPROVED, REJECTED, CANCELLED ->
                    throw new IllegalArgumentException("is not undone: " + last);
        };
    }

    private Transition<PlaceOrderSaga> end() {
        return go(cancelled ? Step.CANCELLED : Step.REJECTED);
    }

    private Transition<PlaceOrderSaga> go(Step next) {
        return new Transition.Advanced<>(with(next, 1, buyerName, ticket, reason, cancelled));
    }

    private Transition<PlaceOrderSaga> sendAgain() {
        return new Transition.SendAgain<>(
                with(step, sends + 1, buyerName, ticket, reason, cancelled));
    }

    private Transition<PlaceOrderSaga> ignored() {
        return new Transition.Ignored<>(this);
    }

    private PlaceOrderSaga verified(String name) {
        return with(step, sends, name, ticket, reason, cancelled);
    }

    private PlaceOrderSaga priced(Ticket made) {
        return with(step, sends, buyerName, made, reason, cancelled);
    }

    private PlaceOrderSaga because(@Nullable RejectReason why) {
        return with(step, sends, buyerName, ticket, why, cancelled);
    }

    private PlaceOrderSaga with(
            Step at,
            int sent,
            @Nullable String name,
            @Nullable Ticket made,
            @Nullable RejectReason why,
            boolean unwanted) {
        return new PlaceOrderSaga(
                txId, orderId, userId, productItems, at, sent, name, made, why, unwanted);
    }

    private StepDeclaration declared() {
        return known(step.declaration);
    }

    private static <T> T known(@Nullable T fact) {
        return Objects.requireNonNull(fact, "not known at this step");
    }
}
