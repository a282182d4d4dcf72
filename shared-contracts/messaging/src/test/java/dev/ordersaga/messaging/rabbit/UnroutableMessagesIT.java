package dev.ordersaga.messaging.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.contracts.Event.OrderStatusChanged;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.Outbox;
import dev.ordersaga.messaging.Outgoing;
import dev.ordersaga.messaging.Transactions;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A message that no queue takes is kept if somebody must hear it, and forgotten if nobody must. */
class UnroutableMessagesIT {

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void aMandatoryMessageWaitsForItsQueue() throws Exception {
        stage.wire().channel().queueDelete(Wire.REPLIES);
        stage.start("saga.outbox-grace=1s");
        stage.wire().verify("c-1", 7);
        await().atMost(Wire.LONG).until(() -> stage.effectsOf("c-1") == 1);
        stage.awaitRelayed("c-1:reply");

        stage.wire().declare(WorkQueue.ORDER_REPLIES);

        assertThat(stage.wire().take(Wire.REPLIES).getProps().getMessageId())
                .isEqualTo("c-1:reply");
        stage.awaitEmptyOutbox();
    }

    @Test
    void anEventThatNobodyListensToIsForgotten() {
        var service = stage.start();
        OrderStatusChanged event = new OrderStatusChanged(Wire.ORDER, 7, "APPROVED", Instant.EPOCH);
        assertThat(event.mandatory()).isFalse();

        service.getBean(Transactions.class)
                .run(
                        service.getBean(Outbox.class)
                                .send(Outgoing.event(Target.ORDER_CREATION, Wire.TX, "e-1", event)))
                .block(Wire.LONG);

        stage.awaitEmptyOutbox();
    }
}
