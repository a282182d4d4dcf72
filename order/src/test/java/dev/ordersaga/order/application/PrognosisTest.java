package dev.ordersaga.order.application;

import static dev.ordersaga.contracts.WorkQueue.DATA_PLATFORM;
import static dev.ordersaga.contracts.WorkQueue.KITCHEN_COMMANDS;
import static dev.ordersaga.contracts.WorkQueue.ORDER_REPLIES;
import static dev.ordersaga.contracts.WorkQueue.PAYMENT_COMMANDS;
import static dev.ordersaga.contracts.WorkQueue.PAYMENT_REPLIES;
import static dev.ordersaga.contracts.WorkQueue.USER_COMMANDS;
import static dev.ordersaga.order.application.ReplayVerdict.DUPLICATE;
import static dev.ordersaga.order.application.ReplayVerdict.LATE;
import static dev.ordersaga.order.application.ReplayVerdict.TAKES_EFFECT;
import static dev.ordersaga.order.application.ReplayVerdict.UNREADABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ordersaga.contracts.Event.OrderStatusChanged;
import dev.ordersaga.contracts.Event.PaymentCompleted;
import dev.ordersaga.contracts.EventMessage;
import dev.ordersaga.contracts.EventMessage.ErrorEventMessage;
import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.contracts.KitchenCommand.ApproveTicket;
import dev.ordersaga.contracts.Message;
import dev.ordersaga.contracts.Money;
import dev.ordersaga.contracts.PaymentCommand.Refund;
import dev.ordersaga.contracts.PaymentReply.Paid;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserCommand.RestorePoints;
import dev.ordersaga.contracts.UserCommand.UsePoints;
import dev.ordersaga.contracts.UserCommand.VerifyUser;
import dev.ordersaga.contracts.UserReply.PointsRestored;
import dev.ordersaga.contracts.UserReply.PointsUsed;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.DeadLetter;
import dev.ordersaga.messaging.Incoming;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What replaying a dead letter would come to, for every kind of message and of saga. */
class PrognosisTest {

    private static final UUID TX = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final UUID ORDER = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8058");
    private static final UUID CANCELLING = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8059");
    private static final Money PRICE = new Money(5, "KRW");

    private static final String VERIFY = TX + ":user.verify:action";
    private static final String APPROVE = TX + ":kitchen.ticket.approve:action";
    private static final String PAY = TX + ":payment.pay:action";
    private static final String UNDO_PAY = TX + ":payment.pay:compensation";
    private static final String CANCEL_REFUND = CANCELLING + ":payment.refund:action";
    private static final String USE = TX + ":user.points.use:action";
    private static final String RESTORE = TX + ":user.points.use:compensation";

    private static final Message VERIFY_USER = new VerifyUser(ORDER, 7);
    private static final Message PAID = new Paid(ORDER, ORDER);
    private static final Message USE_POINTS = new UsePoints(ORDER, 7, PRICE);
    private static final Message RESTORE_POINTS = new RestorePoints(ORDER, 7);

    static Stream<Arguments> messagesOfASaga() {
        return Stream.of(
                arguments(USER_COMMANDS, VERIFY, VERIFY_USER, awaiting(VERIFY), TAKES_EFFECT),
                arguments(USER_COMMANDS, VERIFY, VERIFY_USER, awaiting(PAY), LATE),
                arguments(USER_COMMANDS, VERIFY, VERIFY_USER, ended(), LATE),
                arguments(USER_COMMANDS, VERIFY, VERIFY_USER, ended(VERIFY + ":reply"), DUPLICATE),
                arguments(
                        KITCHEN_COMMANDS,
                        APPROVE,
                        new ApproveTicket(ORDER),
                        awaiting(APPROVE),
                        TAKES_EFFECT),
                arguments(PAYMENT_COMMANDS, UNDO_PAY, new Refund(ORDER), awaiting(PAY), LATE),
                arguments(ORDER_REPLIES, PAY, PAID, awaiting(PAY), TAKES_EFFECT),
                arguments(ORDER_REPLIES, PAY, PAID, awaiting(UNDO_PAY), LATE),
                arguments(ORDER_REPLIES, PAY, PAID, ended(), LATE),
                arguments(ORDER_REPLIES, PAY, PAID, ended("message"), DUPLICATE),
                arguments(USER_COMMANDS, USE, USE_POINTS, awaiting(PAY), TAKES_EFFECT),
                arguments(USER_COMMANDS, USE, USE_POINTS, awaiting(UNDO_PAY), LATE),
                arguments(USER_COMMANDS, USE, USE_POINTS, ended(), LATE),
                arguments(USER_COMMANDS, RESTORE, RESTORE_POINTS, awaiting(PAY), TAKES_EFFECT),
                arguments(USER_COMMANDS, RESTORE, RESTORE_POINTS, awaiting(UNDO_PAY), TAKES_EFFECT),
                arguments(
                        USER_COMMANDS,
                        RESTORE,
                        RESTORE_POINTS,
                        awaiting(CANCEL_REFUND),
                        TAKES_EFFECT),
                arguments(USER_COMMANDS, RESTORE, RESTORE_POINTS, awaiting(APPROVE), LATE),
                arguments(PAYMENT_REPLIES, USE, new PointsUsed(ORDER), awaiting(PAY), TAKES_EFFECT),
                arguments(PAYMENT_REPLIES, USE, new PointsUsed(ORDER), ended(), LATE),
                arguments(
                        PAYMENT_REPLIES,
                        RESTORE,
                        new PointsRestored(ORDER),
                        awaiting(UNDO_PAY),
                        TAKES_EFFECT),
                arguments(
                        DATA_PLATFORM,
                        "event",
                        new PaymentCompleted(ORDER, ORDER, "Kim", PRICE, Instant.EPOCH),
                        ended(),
                        TAKES_EFFECT),
                arguments(
                        DATA_PLATFORM,
                        "event",
                        new OrderStatusChanged(ORDER, 7, "APPROVED", Instant.EPOCH),
                        ended(),
                        UNREADABLE),
                arguments(KITCHEN_COMMANDS, VERIFY, VERIFY_USER, awaiting(VERIFY), UNREADABLE),
                arguments(PAYMENT_REPLIES, PAY, PAID, awaiting(PAY), UNREADABLE),
                arguments(USER_COMMANDS, VERIFY, VERIFY_USER, SagaFacts.NONE, LATE),
                arguments(USER_COMMANDS, USE, USE_POINTS, SagaFacts.NONE, LATE),
                arguments(ORDER_REPLIES, PAY, PAID, SagaFacts.NONE, LATE));
    }

    @ParameterizedTest
    @MethodSource("messagesOfASaga")
    void aMessageOfASagaTakesEffectOnlyWhileItIsAwaited(
            WorkQueue queue,
            String correlationId,
            Message message,
            SagaFacts facts,
            ReplayVerdict verdict) {
        EventMessage body = new TargetEventMessage(Target.ORDER_CREATION, TX, message);

        Prognosis prognosis = Prognosis.of(letter(queue, correlationId, body), facts);

        assertThat(prognosis.verdict()).isEqualTo(verdict);
        assertThat(prognosis.why()).endsWith(".");
    }

    static Stream<Arguments> newsOfFailures() {
        return Stream.of(
                arguments(ORDER_REPLIES, PAY, awaiting(PAY), TAKES_EFFECT),
                arguments(ORDER_REPLIES, PAY, ended(), LATE),
                arguments(ORDER_REPLIES, PAY, ended("message"), DUPLICATE),
                arguments(PAYMENT_REPLIES, USE, awaiting(PAY), TAKES_EFFECT),
                arguments(PAYMENT_REPLIES, USE, ended(), LATE),
                arguments(USER_COMMANDS, VERIFY, awaiting(VERIFY), UNREADABLE));
    }

    @ParameterizedTest
    @MethodSource("newsOfFailures")
    void theNewsOfAFailureTakesEffectOnlyWhileTheCommandIsAwaited(
            WorkQueue queue, String correlationId, SagaFacts facts, ReplayVerdict verdict) {
        EventMessage body = new ErrorEventMessage(Target.ORDER_CREATION, TX, "gave up");

        assertThat(Prognosis.of(letter(queue, correlationId, body), facts).verdict())
                .isEqualTo(verdict);
    }

    @Test
    void whatCannotBeReadIsNeverReplayed() {
        DeadLetter letter =
                new DeadLetter(USER_COMMANDS, "id", "unknown", "", TX, "reason", 1, null, 0, null);

        assertThat(Prognosis.of(letter, awaiting(VERIFY)).verdict()).isEqualTo(UNREADABLE);
    }

    private static SagaFacts awaiting(String commandId) {
        return new SagaFacts(true, Set.of(commandId), Set.of());
    }

    private static SagaFacts ended(String... handled) {
        return new SagaFacts(true, Set.of(), Set.of(handled));
    }

    private static DeadLetter letter(WorkQueue queue, String correlationId, EventMessage body) {
        return new DeadLetter(
                queue,
                "message",
                "type",
                "step",
                TX,
                "reason",
                1,
                null,
                0,
                new Incoming<>(body.target(), TX, "message", correlationId, body));
    }
}
