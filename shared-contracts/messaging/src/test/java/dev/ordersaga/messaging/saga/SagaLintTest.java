package dev.ordersaga.messaging.saga;

import static dev.ordersaga.messaging.saga.StepDeclaration.compensatable;
import static dev.ordersaga.messaging.saga.StepDeclaration.compensation;
import static dev.ordersaga.messaging.saga.StepDeclaration.noEffect;
import static dev.ordersaga.messaging.saga.StepDeclaration.pivot;
import static dev.ordersaga.messaging.saga.StepDeclaration.retriable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.KitchenCommand;
import dev.ordersaga.contracts.KitchenCommand.ApproveTicket;
import dev.ordersaga.contracts.KitchenCommand.CreateTicket;
import dev.ordersaga.contracts.KitchenCommand.RejectTicket;
import dev.ordersaga.contracts.KitchenReply.TicketApproved;
import dev.ordersaga.contracts.KitchenReply.TicketCreated;
import dev.ordersaga.contracts.KitchenReply.TicketRefused;
import dev.ordersaga.contracts.KitchenReply.TicketRejected;
import dev.ordersaga.contracts.OrderSagaReply;
import dev.ordersaga.contracts.PaymentCommand.Pay;
import dev.ordersaga.contracts.PaymentCommand.Refund;
import dev.ordersaga.contracts.PaymentReply.Paid;
import dev.ordersaga.contracts.PaymentReply.PaymentRefunded;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserCommand;
import dev.ordersaga.contracts.UserCommand.VerifyUser;
import dev.ordersaga.contracts.UserReply.PointsUsed;
import dev.ordersaga.contracts.UserReply.UserVerified;
import dev.ordersaga.contracts.WorkQueue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SagaLintTest {

    private static final StepDeclaration VERIFY =
            noEffect("user.verify", VerifyUser.class).answered(UserVerified.class);
    private static final StepDeclaration CREATE =
            compensatable("kitchen.ticket.create", CreateTicket.class, RejectTicket.class)
                    .answered(TicketCreated.class)
                    .refused(TicketRefused.class);
    private static final StepDeclaration PAY =
            compensatable("payment.pay", Pay.class, Refund.class).answered(Paid.class);
    private static final StepDeclaration APPROVE =
            pivot("kitchen.ticket.approve", ApproveTicket.class).answered(TicketApproved.class);
    private static final StepDeclaration REFUND_AFTERWARDS =
            retriable("payment.refund", Refund.class).answered(PaymentRefunded.class);
    private static final StepDeclaration REFUND =
            compensation("payment.pay", "payment.refund", Refund.class)
                    .answered(PaymentRefunded.class);
    private static final StepDeclaration REJECT =
            compensation("kitchen.ticket.create", "kitchen.ticket.reject", RejectTicket.class)
                    .answered(TicketRejected.class);

    @Test
    void aSagaThatCanBeBroughtToItsEndHasNoFaults() {
        assertThat(faults(VERIFY, CREATE, PAY, APPROVE, REFUND, REJECT)).isEmpty();
        assertThat(faults(APPROVE, REFUND_AFTERWARDS)).isEmpty();
    }

    @Test
    void aStepThatTakesEffectMustBeUndone() {
        StepDeclaration forGood =
                new StepDeclaration(
                        "payment.pay",
                        "payment.pay",
                        StepDeclaration.Kind.COMPENSATABLE,
                        Pay.class,
                        null,
                        Set.of(Paid.class),
                        Set.of());
        assertThat(faults(forGood, APPROVE))
                .containsExactly("ORDER_CREATION: Pay takes effect, and nothing undoes it");
    }

    @Test
    void whatUndoesAStepMustBeDeclaredInReverseOrder() {
        assertThat(faults(CREATE, PAY, APPROVE, REFUND))
                .singleElement()
                .asString()
                .contains("the compensations are [Refund of payment.pay], and not");
        assertThat(faults(CREATE, PAY, APPROVE, REJECT, REFUND))
                .singleElement()
                .asString()
                .contains(
                        "in reverse order, [Refund of payment.pay,"
                                + " RejectTicket of kitchen.ticket.create]");
    }

    @Test
    void nothingIsRefusedAfterThePivot() {
        StepDeclaration refusable = REFUND_AFTERWARDS.refused(TicketRefused.class);
        assertThat(faults(APPROVE, refusable))
                .containsExactly(
                        "ORDER_CREATION: Refund can be refused, when it is too late for that");
        assertThat(faults(PAY, APPROVE, REFUND.refused(TicketRefused.class)))
                .containsExactly(
                        "ORDER_CREATION: Refund can be refused, when it is too late for that");
    }

    @Test
    void thereIsOnePivotAndWhatMayBeUndoneComesBeforeIt() {
        assertThat(faults(APPROVE, APPROVE))
                .contains("ORDER_CREATION: there is more than one pivot");
        assertThat(faults(APPROVE, PAY, REFUND))
                .singleElement()
                .asString()
                .contains("the order is not: what may be undone, the pivot");
    }

    @Test
    void everyStepIsAnswered() {
        assertThat(faults(noEffect("user.verify", VerifyUser.class)))
                .containsExactly("ORDER_CREATION: VerifyUser is never answered");
    }

    @Test
    void everyCommandAndItsRepliesGoToOneQueue() {
        assertThat(faults(noEffect("user.check", VerifyUser.class).answered(UserVerified.class)))
                .containsExactly(
                        "ORDER_CREATION: user.check on saga.commands goes to []",
                        "ORDER_CREATION: order.user.check on saga.replies goes to []");
        SagaDeclaration elsewhere = new SagaDeclaration(Target.PAYMENT, List.of(VERIFY));
        assertThat(SagaLint.faults(elsewhere, Map.of()))
                .containsExactly("PAYMENT: payment.user.verify on saga.replies goes to []");
    }

    @Test
    void everyMessageIsHeard() {
        SagaDeclaration saga =
                new SagaDeclaration(
                        Target.ORDER_CREATION, List.of(VERIFY.answered(PointsUsed.class)));
        assertThat(
                        SagaLint.faults(
                                saga,
                                Map.of(
                                        WorkQueue.USER_COMMANDS, KitchenCommand.class,
                                        WorkQueue.ORDER_REPLIES, OrderSagaReply.class)))
                .containsExactly(
                        "ORDER_CREATION: VerifyUser is not heard on USER_COMMANDS",
                        "ORDER_CREATION: PointsUsed is not heard on ORDER_REPLIES");
    }

    private static List<String> faults(StepDeclaration... steps) {
        return SagaLint.faults(
                new SagaDeclaration(Target.ORDER_CREATION, List.of(steps)),
                Map.of(
                        WorkQueue.USER_COMMANDS, UserCommand.class,
                        WorkQueue.KITCHEN_COMMANDS, KitchenCommand.class));
    }
}
