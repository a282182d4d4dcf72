package dev.ordersaga.messaging.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.GetResponse;
import dev.ordersaga.contracts.Event;
import dev.ordersaga.contracts.Event.PaymentCompleted;
import dev.ordersaga.contracts.EventMessage;
import dev.ordersaga.contracts.EventMessage.ErrorEventMessage;
import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.contracts.Money;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserReply.PointsUsed;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.messaging.MessageCodec;
import dev.ordersaga.messaging.QueueListener;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The other two kinds of queue: events with an effect outside, and replies to an orchestrator. */
class EventsAndRepliesIT {

    private static final String REPLY_KEY = "payment.user.points.use";

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void eventsAreHandledOnceEachAndNotTooManyAtATime() throws Exception {
        Platform platform = stage.start(Listeners.class).getBean(Platform.class);
        for (int n = 0; n < 8; n++) {
            complete("e-" + n);
        }
        await().atMost(Wire.LONG).until(() -> platform.atWork.get() >= 1);

        platform.gate.tryEmitEmpty();

        await().atMost(Wire.LONG).until(() -> platform.told.size() == 8);
        complete("e-3");
        complete("e-8");
        await().atMost(Wire.LONG).until(() -> platform.told.size() == 9);
        assertThat(platform.told)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(0, 8).mapToObj(n -> "e-" + n).toList());
        assertThat(platform.most).hasValueLessThanOrEqualTo(3);
    }

    /** One after the other, they would each be marked in a transaction of their own. */
    @Test
    void inBusyTimesEventsWaitTheLongest() throws Exception {
        Platform platform =
                stage.start(Roomy.class, "saga.linger=0ms", "saga.longest-linger=2s")
                        .getBean(Platform.class);
        complete("e-0");
        await().atMost(Wire.LONG).until(() -> platform.atWork.get() == 1);
        for (int n = 1; n <= 4; n++) {
            complete("e-" + n);
        }
        await().atMost(Wire.LONG)
                .until(() -> stage.wire().ready(WorkQueue.DATA_PLATFORM.queueName()) == 0);
        platform.gate.tryEmitEmpty();
        await().atMost(Wire.LONG).until(() -> stage.count("SELECT COUNT(*) FROM inbox") == 5);

        complete("e-5");
        complete("e-6");

        await().atMost(Wire.LONG).until(() -> stage.count("SELECT COUNT(*) FROM inbox") == 7);
        assertThat(
                        stage.count(
                                "SELECT COUNT(DISTINCT handled_at) FROM inbox"
                                        + " WHERE message_id IN ('e-5', 'e-6')"))
                .isOne();
    }

    @Test
    void anEventThatFailsIsRetriedAndBuriedAndNobodyElseIsTold() throws Exception {
        Platform platform = stage.start(Listeners.class).getBean(Platform.class);
        platform.gate.tryEmitEmpty();
        platform.failing = "e-1";
        complete("e-1");

        GetResponse dead = stage.wire().take(WorkQueue.DATA_PLATFORM.deadLetterQueue());

        assertThat(Wire.header(dead, "x-reason")).startsWith("gave up after 3 attempts");
        assertThat(Wire.header(dead, "x-routing-key")).isEqualTo("payment.completed");
        assertThat(stage.count("SELECT COUNT(*) FROM outbox")).isZero();
        assertThat(stage.wire().ready(Wire.REPLIES)).isZero();
    }

    @Test
    void whileOneEventFailsTheOthersAreToldOnceEach() throws Exception {
        Platform platform = stage.start(Listeners.class).getBean(Platform.class);
        platform.failing = "e-3";
        for (int n = 0; n < 8; n++) {
            complete("e-" + n);
        }
        platform.gate.tryEmitEmpty();

        GetResponse dead = stage.wire().take(WorkQueue.DATA_PLATFORM.deadLetterQueue());

        assertThat(dead.getProps().getMessageId()).isEqualTo("e-3");
        await().atMost(Wire.LONG)
                .untilAsserted(
                        () ->
                                assertThat(platform.told)
                                        .containsExactlyInAnyOrder(
                                                "e-0", "e-1", "e-2", "e-4", "e-5", "e-6", "e-7"));
        assertThat(stage.count("SELECT COUNT(*) FROM inbox")).isEqualTo(7);
    }

    @Test
    void anOrchestratorHearsRepliesFailuresAndDuplicates() throws Exception {
        Orchestrator orchestrator = stage.start(Listeners.class).getBean(Orchestrator.class);

        reply("c-1:reply", new TargetEventMessage(Target.PAYMENT, Wire.TX, used()));
        reply("c-2:error:1", new ErrorEventMessage(Target.PAYMENT, Wire.TX, "gave up"));
        reply("c-1:reply", new TargetEventMessage(Target.PAYMENT, Wire.TX, used()));
        reply("c-2:error:1", new ErrorEventMessage(Target.PAYMENT, Wire.TX, "gave up"));
        reply("c-3:reply", new TargetEventMessage(Target.PAYMENT, Wire.TX, used()));

        await().atMost(Wire.LONG).until(() -> orchestrator.heard().contains("reply c-3:reply"));
        assertThat(orchestrator.heard())
                .containsExactly(
                        "reply c-1:reply",
                        "failure c-2:error:1 gave up",
                        "again c-1:reply",
                        "reply c-3:reply");
    }

    private static PointsUsed used() {
        return new PointsUsed(Wire.ORDER);
    }

    private void complete(String id) throws Exception {
        PaymentCompleted event =
                new PaymentCompleted(
                        Wire.ORDER, Wire.ORDER, "Ada", new Money(5, "KRW"), Instant.EPOCH);
        publish(
                Exchanges.EVENTS,
                event.routingKey(),
                id,
                new TargetEventMessage(Target.PAYMENT, Wire.TX, event));
    }

    private void reply(String id, EventMessage body) throws Exception {
        publish(Exchanges.REPLIES, REPLY_KEY, id, body);
    }

    private void publish(String exchange, String key, String id, EventMessage body)
            throws Exception {
        var channel = stage.wire().channel();
        channel.basicPublish(exchange, key, true, Wire.command(id), new MessageCodec().write(body));
        channel.waitForConfirmsOrDie(Wire.LONG.toMillis());
    }

    @Configuration(proxyBeanMethods = false)
    static class Listeners {

        @Bean
        Platform platform() {
            return new Platform(3);
        }

        @Bean
        Orchestrator orchestrator() {
            return new Orchestrator();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Roomy {

        @Bean
        Platform platform() {
            return new Platform(10);
        }
    }

    static final class Platform implements QueueListener.Events<Event> {

        private final Queue<String> told = new ConcurrentLinkedQueue<>();
        private final AtomicInteger atWork = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final Sinks.Empty<Void> gate = Sinks.empty();
        private final int concurrency;
        private volatile String failing = "";

        Platform(int concurrency) {
            this.concurrency = concurrency;
        }

        @Override
        public WorkQueue queue() {
            return WorkQueue.DATA_PLATFORM;
        }

        @Override
        public Class<Event> accepts() {
            return Event.class;
        }

        @Override
        public int concurrency() {
            return concurrency;
        }

        @Override
        public Mono<Void> handle(Incoming<Event> event) {
            most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
            return gate.asMono()
                    .then(Mono.defer(() -> effect(event.messageId())))
                    .doOnSuccess(_ -> told.add(event.messageId()))
                    .doFinally(_ -> atWork.decrementAndGet());
        }

        private Mono<Void> effect(String id) {
            return id.equals(failing) ? Mono.error(new IllegalStateException()) : Mono.empty();
        }
    }
}
