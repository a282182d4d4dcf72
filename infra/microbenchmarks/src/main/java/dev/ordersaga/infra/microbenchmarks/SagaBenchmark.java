package dev.ordersaga.infra.microbenchmarks;

import dev.ordersaga.contracts.KitchenCommand.ProductItem;
import dev.ordersaga.contracts.KitchenReply.PricedItem;
import dev.ordersaga.contracts.KitchenReply.TicketApproved;
import dev.ordersaga.contracts.KitchenReply.TicketCreated;
import dev.ordersaga.contracts.Money;
import dev.ordersaga.contracts.OrderSagaReply;
import dev.ordersaga.contracts.PaymentCommand;
import dev.ordersaga.contracts.PaymentReply.Paid;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserReply.PointsUsed;
import dev.ordersaga.contracts.UserReply.UserVerified;
import dev.ordersaga.order.saga.PlaceOrderSaga;
import dev.ordersaga.payment.saga.Caller;
import dev.ordersaga.payment.saga.Input;
import dev.ordersaga.payment.saga.PaymentSaga;
import dev.ordersaga.payment.saga.Step;
import dev.ordersaga.payment.saga.Transition;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** All decisions that the sagas of one approved order take. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class SagaBenchmark {

    private static final UUID TX = new UUID(0x0199_0000_0000_7000L, 0x8000_0000_0000_0001L);
    private static final UUID ORDER = new UUID(0x0199_0000_0000_7000L, 0x8000_0000_0000_0002L);
    private static final UUID PAYMENT = new UUID(0x0199_0000_0000_7000L, 0x8000_0000_0000_0003L);
    private static final Money PRICE = new Money(36_000, "KRW");

    private final List<ProductItem> items = List.of(new ProductItem(123, 4));
    private final List<OrderSagaReply> replies =
            List.of(
                    new UserVerified(1, "Kim"),
                    new TicketCreated(
                            ORDER, List.of(new PricedItem(123, 4, new Money(9_000, "KRW"))), PRICE),
                    new Paid(ORDER, PAYMENT),
                    new TicketApproved(ORDER));
    private final Input.Request pay =
            new Input.Pay(
                    new Caller(
                            Caller.Request.PAY,
                            Target.ORDER_CREATION,
                            TX,
                            TX + ":payment.pay:action"),
                    new PaymentCommand.Pay(ORDER, 1, "Kim", PRICE));
    private final Input pointsUsed = new Input.Answered(Step.USE_POINTS, new PointsUsed(PAYMENT));

    @Benchmark
    public PlaceOrderSaga placeOrder() {
        PlaceOrderSaga saga = PlaceOrderSaga.start(TX, ORDER, 1, items);
        for (OrderSagaReply reply : replies) {
            saga = saga.on(saga.commandId(), reply).next();
        }
        return saga;
    }

    @Benchmark
    public Transition payment() {
        Transition begun = PaymentSaga.begin(pay, PAYMENT, Instant.EPOCH);
        return PaymentSaga.on(begun.next(), pointsUsed, Instant.EPOCH);
    }
}
