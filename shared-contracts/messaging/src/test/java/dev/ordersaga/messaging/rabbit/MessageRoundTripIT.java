package dev.ordersaga.messaging.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.GetResponse;
import dev.ordersaga.contracts.WorkQueue;
import io.netty.channel.EventLoop;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The way through: a command comes in, takes effect in one transaction, and is answered. */
class MessageRoundTripIT {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void aCommandTakesEffectAndIsAnswered() throws Exception {
        stage.start();
        AMQP.BasicProperties command =
                Wire.command("c-1").builder().headers(Map.of("traceparent", TRACE)).build();
        stage.wire().send(command, stage.wire().verifyUser(7));

        GetResponse reply = stage.wire().take(Wire.REPLIES);

        assertThat(reply.getEnvelope().getRoutingKey()).isEqualTo("order.user.verify");
        assertThat(reply.getProps().getMessageId()).isEqualTo("c-1:reply");
        assertThat(reply.getProps().getCorrelationId()).isEqualTo("c-1");
        assertThat(reply.getProps().getType()).isEqualTo("UserVerified");
        assertThat(reply.getProps().getContentType()).isEqualTo("application/json");
        assertThat(reply.getProps().getDeliveryMode()).isEqualTo(2);
        assertThat(reply.getProps().getTimestamp()).isNotNull();
        assertThat(Wire.header(reply, "traceparent")).isEqualTo(TRACE);
        assertThat(Wire.text(reply)).contains("\"eventType\":\"UserVerified\"", "\"userId\":7");
        stage.awaitEmptyOutbox();
        assertThat(stage.count("SELECT COUNT(*) FROM inbox WHERE message_id = 'c-1'")).isOne();
        assertThat(stage.effectsOf("c-1")).isOne();
    }

    @Test
    void whatHasArrivedMeanwhileSharesATransaction() throws Exception {
        stage.wire().declare(WorkQueue.USER_COMMANDS);
        List<String> ids = IntStream.range(0, 250).mapToObj(n -> "c-" + n).toList();
        stage.wire().verify(ids, 7);

        UserDesk desk = stage.start("saga.batch-size=100").getBean(UserDesk.class);

        assertThat(stage.wire().takeUntil(Wire.REPLIES, found -> found.size() >= 250))
                .extracting(reply -> reply.getProps().getCorrelationId())
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(desk.batches()).allMatch(size -> size <= 100).anyMatch(size -> size > 1);
        stage.awaitEmptyOutbox();
    }

    /** The client itself has room for a thousand deliveries that wait to be passed on. */
    @Test
    void thousandsAreTakenAtOnce() throws Exception {
        stage.wire().declare(WorkQueue.USER_COMMANDS);
        List<String> ids = IntStream.range(0, 3000).mapToObj(n -> "c-" + n).toList();
        stage.wire().verify(ids, 7);

        stage.start("saga.prefetch=3000");

        assertThat(stage.wire().takeUntil(Wire.REPLIES, found -> found.size() >= 3000))
                .extracting(reply -> reply.getProps().getCorrelationId())
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    /** Whoever is handed something has to wake up first. */
    @Test
    void aMessageIsHandedToNoOtherThread() throws Exception {
        UserDesk desk =
                stage.start("saga.linger=50ms", "saga.longest-linger=50ms").getBean(UserDesk.class);
        for (int wave = 0; wave < 20; wave++) {
            int first = wave * 10;
            stage.wire()
                    .verify(IntStream.range(first, first + 10).mapToObj(n -> "c-" + n).toList(), 7);
            stage.wire().takeUntil(Wire.REPLIES, found -> found.size() >= 10);
        }

        assertThat(desk.batches()).as("one that others wait after").anyMatch(size -> size >= 3);
        assertThat(desk.threads()).hasSize(1);
    }

    @Test
    void aMessageThatHasWaitedForAConnectionIsHandedToNoOtherThread() throws Exception {
        var service = stage.start("saga.pool-size=1", "saga.relay-interval=1h");
        ConnectionPool connections = service.getBean(ConnectionPool.class);
        Connection only = connections.create().block();
        Flux.from(only.createBatch().add("DO 0").execute())
                .concatMap(Result::getRowsUpdated)
                .blockLast();
        stage.wire().verify(List.of("c-1"), 7);
        await().until(() -> connections.getMetrics().orElseThrow().pendingAcquireSize() == 1);

        Mono.from(only.close()).block();

        stage.wire().takeUntil(Wire.REPLIES, found -> found.size() == 1);
        assertThat(service.getBean(UserDesk.class).threads())
                .singleElement()
                .matches(service.getBean(EventLoop.class)::inEventLoop);
    }
}
