package dev.ordersaga.order.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.order.RunningOrderService;
import dev.ordersaga.order.application.RunningSaga;
import dev.ordersaga.order.application.Sagas;
import dev.ordersaga.order.saga.CancelOrderSaga;
import dev.ordersaga.order.saga.OrderSaga;
import dev.ordersaga.order.saga.PlaceOrderSaga;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

class SagaTableIT extends RunningOrderService {

    private static final Instant NEVER_LATE = Instant.parse("2100-01-01T00:00:00Z");

    @Autowired private Sagas sagas;
    @Autowired private Transactions transactions;
    @Autowired private DatabaseClient db;

    private final UUID orderId = Ids.timeOrdered();
    private final PlaceOrderSaga placing =
            PlaceOrderSaga.start(Ids.timeOrdered(), orderId, 1, List.of());
    private final CancelOrderSaga cancelling =
            CancelOrderSaga.start(aMomentAfter(placing.txId()), orderId);

    @Test
    void eachSagaIsReadAsTheKindThatItIsTheFirstFirst() {
        add(cancelling);
        add(placing);
        add(CancelOrderSaga.start(Ids.timeOrdered(), Ids.timeOrdered()));

        assertThat(sagasOfTheOrder()).containsExactly(placing, cancelling);
    }

    @Test
    void aSagaThatWasKeptBeforeOrdersCouldBeCancelledIsNotCancelled() {
        add(placing);
        long changed =
                db.sql("UPDATE saga SET state = REPLACE(state, '\"cancelled\":false', '\"x\":0')")
                        .fetch()
                        .rowsUpdated()
                        .block();

        assertThat(changed).isPositive();
        assertThat(sagasOfTheOrder()).containsExactly(placing);
    }

    /** Ids of the same millisecond are in no order. */
    private static UUID aMomentAfter(UUID id) {
        return new UUID(id.getMostSignificantBits() + (1L << 16), id.getLeastSignificantBits());
    }

    private void add(OrderSaga saga) {
        RunningSaga running = new RunningSaga(saga, 0, NEVER_LATE, Instant.EPOCH, Instant.EPOCH);
        transactions.run(sagas.add(running).thenReturn(true)).block();
    }

    private List<OrderSaga> sagasOfTheOrder() {
        return sagas.ofOrder(orderId).map(RunningSaga::saga).collectList().block();
    }
}
