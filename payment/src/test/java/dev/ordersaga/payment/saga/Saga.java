package dev.ordersaga.payment.saga;

import dev.ordersaga.contracts.Money;
import dev.ordersaga.contracts.PaymentCommand;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserReply.PointsRefusal;
import dev.ordersaga.contracts.UserReply.PointsRefused;
import dev.ordersaga.contracts.UserReply.PointsRestored;
import dev.ordersaga.contracts.UserReply.PointsUsed;
import dev.ordersaga.payment.saga.Input.Answered;
import dev.ordersaga.payment.saga.Input.GaveUp;
import dev.ordersaga.payment.saga.Input.TimedOut;
import java.time.Instant;
import java.util.UUID;

/** One order's payment in each of its states, and everything that can arrive. */
final class Saga {

    static final UUID TX = UUID.fromString("01990000-0000-7000-8000-000000000001");
    static final UUID ORDER = UUID.fromString("01990000-0000-7000-8000-000000000002");
    static final UUID PAYMENT = UUID.fromString("01990000-0000-7000-8000-000000000003");
    static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");
    static final Money PRICE = new Money(44_000, "KRW");

    static final Input.Pay PAY = pay("pay-1");
    static final Input.Refund REFUND = refund("refund-1");
    static final Input USED = new Answered(Step.USE_POINTS, new PointsUsed(PAYMENT));
    static final Input REFUSED =
            new Answered(Step.USE_POINTS, new PointsRefused(PAYMENT, PointsRefusal.POINTS_SHORT));
    static final Input RESTORED = new Answered(Step.RESTORE_POINTS, new PointsRestored(PAYMENT));
    static final Input USE_GAVE_UP = new GaveUp(Step.USE_POINTS);
    static final Input RESTORE_GAVE_UP = new GaveUp(Step.RESTORE_POINTS);
    static final Input USE_LATE = new TimedOut(Step.USE_POINTS);
    static final Input RESTORE_LATE = new TimedOut(Step.RESTORE_POINTS);

    private Saga() {}

    static Input.Pay pay(String commandId) {
        return new Input.Pay(
                new Caller(Caller.Request.PAY, Target.ORDER_CREATION, TX, commandId),
                new PaymentCommand.Pay(ORDER, 1, "Kim", PRICE));
    }

    static Input.Refund refund(String commandId) {
        return new Input.Refund(
                new Caller(Caller.Request.REFUND, Target.ORDER_CREATION, TX, commandId),
                new PaymentCommand.Refund(ORDER));
    }

    /** The state after these inputs, of which the first is the order's first command. */
    static PaymentProcess after(Input.Request first, Input... then) {
        PaymentProcess process = PaymentSaga.begin(first, PAYMENT, NOW).next();
        for (Input input : then) {
            process = PaymentSaga.on(process, input, NOW).next();
        }
        return process;
    }

    static Transition on(PaymentProcess process, Input input) {
        return PaymentSaga.on(process, input, NOW);
    }
}
