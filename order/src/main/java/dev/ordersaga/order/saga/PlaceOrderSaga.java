package dev.ordersaga.order.saga;

import dev.ordersaga.contracts.Command;
import dev.ordersaga.contracts.CommandId;
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
import dev.ordersaga.contracts.KitchenReply.TicketRefusal;
import dev.ordersaga.contracts.KitchenReply.TicketRefused;
import dev.ordersaga.contracts.KitchenReply.TicketRejected;
import dev.ordersaga.contracts.Money;
import dev.ordersaga.contracts.OrderSagaReply;
import dev.ordersaga.contracts.PaymentCommand.Pay;
import dev.ordersaga.contracts.PaymentCommand.Refund;
import dev.ordersaga.contracts.PaymentReply.Paid;
import dev.ordersaga.contracts.PaymentReply.PaymentRefunded;
import dev.ordersaga.contracts.PaymentReply.PaymentRefused;
import dev.ordersaga.contracts.UserCommand.VerifyUser;
import dev.ordersaga.contracts.UserReply.UserRefusal;
import dev.ordersaga.contracts.UserReply.UserRefused;
import dev.ordersaga.contracts.UserReply.UserVerified;
import dev.ordersaga.order.domain.RejectReason;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Places an order: verify the user, create the ticket, pay, approve the ticket. What was sent is
 * undone in reverse order when a later step is refused or fails.
 *
 * <p>The saga is a value, and its transitions are pure functions of it and of what arrives.
 *
 * @param step the step whose answer is awaited, or the end
 * @param sends how often the awaited command has been sent
 * @param buyerName known once the user is verified
 * @param ticket known once it is created
 * @param reason why the saga has turned round; null while it goes forward
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
        @Nullable RejectReason reason) {

    /** How often a command before the pivot is sent before its outcome counts as unknown. */
    static final int MAX_SENDS = 3;

    /** After how many sends of a compensation the saga counts as stuck. */
    static final int STUCK_AFTER_SENDS = 5;

    /** The steps, in their order: first the way forward, then the way back, then the ends. */
    public enum Step {
        VERIFY_USER("user.verify", false),
        CREATE_TICKET("kitchen.ticket.create", false),
        PAY("payment.pay", false),
        /** The pivot: when it has succeeded, the order goes through. */
        APPROVE_TICKET("kitchen.ticket.approve", false),

        /** The pivot's outcome is unknown: the kitchen's answer to a rejection decides. */
        RECALL_TICKET("kitchen.ticket.approve", true),
        REFUND("payment.pay", true),
        REJECT_TICKET("kitchen.ticket.create", true),

        APPROVED("order", false),
        REJECTED("order", false);

        private final String action;
        private final boolean compensation;

        Step(String action, boolean compensation) {
            this.action = action;
            this.compensation = compensation;
        }

        public boolean isEnd() {
            return this == APPROVED || this == REJECTED;
        }

        boolean isCompensation() {
            return compensation;
        }

        private String commandId(UUID txId) {
            return compensation
                    ? CommandId.compensation(txId, action)
                    : CommandId.action(txId, action);
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

    public static PlaceOrderSaga start(
            UUID txId, UUID orderId, long userId, List<ProductItem> productItems) {
        return new PlaceOrderSaga(
                txId, orderId, userId, productItems, Step.VERIFY_USER, 1, null, null, null);
    }

    /** The command of the step that is awaited. Deterministic, so that it can be sent again. */
    public Command command() {
        return switch (step) {
            case VERIFY_USER -> new VerifyUser(orderId, userId);
            case CREATE_TICKET -> new CreateTicket(orderId, productItems);
            case PAY -> new Pay(orderId, userId, known(buyerName), known(ticket).totalPrice());
            case APPROVE_TICKET -> new ApproveTicket(orderId);
            case RECALL_TICKET, REJECT_TICKET -> new RejectTicket(orderId);
            case REFUND -> new Refund(orderId);
            case APPROVED, REJECTED -> throw new IllegalStateException("the saga has ended");
        };
    }

    /** The id of {@link #command()}: the only one whose answer changes anything. */
    public String commandId() {
        return step.commandId(txId);
    }

    /** What a reply leads to. One that is not the awaited command's is ignored. */
    public Transition on(String commandId, OrderSagaReply reply) {
        if (!commandId.equals(commandId()) || !answersStep(reply)) {
            return new Transition.Ignored(this);
        }
        return switch (reply) {
            case UserVerified(var _, var name) -> verified(name).go(Step.CREATE_TICKET);
            case UserRefused(var _, var refusal) -> turn(Step.REJECTED, reasonOf(refusal));
            case TicketCreated(var _, var items, var total) ->
                    priced(new Ticket(items, total)).go(Step.PAY);
            case TicketRefused(var _, var refusal) -> turn(Step.REJECTED, reasonOf(refusal));
            case Paid _ -> go(Step.APPROVE_TICKET);
            case PaymentRefused _ -> turn(Step.REJECT_TICKET, RejectReason.REJECT_DURING_PAYMENT);
            case TicketApproved _, TicketAlreadyApproved _ -> go(Step.APPROVED);
            case TicketApprovalRefused _ -> turn(Step.REFUND, RejectReason.TICKET_REJECTED);
            case PaymentRefunded _ -> go(Step.REJECT_TICKET);
            case TicketRejected _ -> go(step == Step.RECALL_TICKET ? Step.REFUND : Step.REJECTED);
            case TicketCancelled _, TicketCancellationRefused _ -> new Transition.Ignored(this);
        };
    }

    /**
     * What it leads to that a participant gave up on a command, so that its outcome is unknown: the
     * step itself is undone too. Undoing is never given up: it is tried again when it is late.
     */
    public Transition onFailure(String commandId) {
        if (!commandId.equals(commandId())) {
            return new Transition.Ignored(this);
        }
        return switch (step) {
            case VERIFY_USER -> turn(Step.REJECTED, RejectReason.STEP_FAILED);
            case CREATE_TICKET -> turn(Step.REJECT_TICKET, RejectReason.STEP_FAILED);
            case PAY -> turn(Step.REFUND, RejectReason.STEP_FAILED);
            case APPROVE_TICKET -> turn(Step.RECALL_TICKET, RejectReason.STEP_FAILED);
            case RECALL_TICKET, REFUND, REJECT_TICKET -> new Transition.Awaits(this);
            case APPROVED, REJECTED -> new Transition.Ignored(this);
        };
    }

    /**
     * What it leads to that no answer came in time. A command before the pivot is sent a few times,
     * then its outcome counts as unknown; the pivot's does so at once, because the kitchen's answer
     * to a rejection decides sooner than another try; a compensation is sent for ever.
     */
    public Transition onTimeout(String commandId) {
        if (!commandId.equals(commandId())) {
            return new Transition.Ignored(this);
        }
        return switch (step) {
            case VERIFY_USER, CREATE_TICKET, PAY ->
                    sends < MAX_SENDS ? sendAgain() : onFailure(commandId);
            case APPROVE_TICKET -> onFailure(commandId);
            case RECALL_TICKET, REFUND, REJECT_TICKET -> sendAgain();
            case APPROVED, REJECTED -> new Transition.Ignored(this);
        };
    }

    /** Whether undoing takes so long that somebody should look; it goes on all the same. */
    public boolean isStuck() {
        return step.isCompensation() && sends > STUCK_AFTER_SENDS;
    }

    /** Whether this is a kind of answer that the awaited step can have. */
    private boolean answersStep(OrderSagaReply reply) {
        return switch (reply) {
            case UserVerified _, UserRefused _ -> step == Step.VERIFY_USER;
            case TicketCreated _, TicketRefused _ -> step == Step.CREATE_TICKET;
            case Paid _, PaymentRefused _ -> step == Step.PAY;
            case TicketApproved _, TicketApprovalRefused _ -> step == Step.APPROVE_TICKET;
            case TicketAlreadyApproved _ -> step == Step.RECALL_TICKET;
            case PaymentRefunded _ -> step == Step.REFUND;
            case TicketRejected _ -> step == Step.RECALL_TICKET || step == Step.REJECT_TICKET;
            case TicketCancelled _, TicketCancellationRefused _ -> false;
        };
    }

    private Transition sendAgain() {
        return new Transition.SendAgain(
                new PlaceOrderSaga(
                        txId,
                        orderId,
                        userId,
                        productItems,
                        step,
                        sends + 1,
                        buyerName,
                        ticket,
                        reason));
    }

    private Transition go(Step next) {
        RejectReason why = next == Step.APPROVED ? null : reason;
        return new Transition.Advanced(at(next, buyerName, ticket, why));
    }

    private Transition turn(Step next, RejectReason why) {
        return new Transition.Advanced(at(next, buyerName, ticket, why));
    }

    private PlaceOrderSaga verified(String name) {
        return at(step, name, ticket, reason);
    }

    private PlaceOrderSaga priced(Ticket made) {
        return at(step, buyerName, made, reason);
    }

    private PlaceOrderSaga at(
            Step next, @Nullable String name, @Nullable Ticket made, @Nullable RejectReason why) {
        return new PlaceOrderSaga(txId, orderId, userId, productItems, next, 1, name, made, why);
    }

    private static RejectReason reasonOf(UserRefusal refusal) {
        return switch (refusal) {
            case USER_UNKNOWN -> RejectReason.USER_UNKNOWN;
            case USER_ABNORMAL -> RejectReason.USER_ABNORMAL;
        };
    }

    private static RejectReason reasonOf(TicketRefusal refusal) {
        return switch (refusal) {
            case FULL_WAITING -> RejectReason.FULL_WAITING;
            case PRODUCT_UNAVAILABLE -> RejectReason.PRODUCT_UNAVAILABLE;
            case KITCHEN_CLOSED -> RejectReason.KITCHEN_CLOSED;
            case CANCELLED -> RejectReason.TICKET_REJECTED;
        };
    }

    private static <T> T known(@Nullable T fact) {
        return Objects.requireNonNull(fact, "a step before this one has found it out");
    }
}
