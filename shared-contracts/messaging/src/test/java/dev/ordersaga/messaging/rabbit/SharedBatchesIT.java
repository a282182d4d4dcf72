package dev.ordersaga.messaging.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.GetResponse;
import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserReply.PointsUsed;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.MessageCodec;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Commands and replies of a service share transactions, and nothing else. */
class SharedBatchesIT {

    private static final String REPLIES_TO_PAYMENT = WorkQueue.PAYMENT_REPLIES.queueName();
    private static final long AT_THE_GATE = 1;
    private static final long REFUSED = 13;

    private final Stage stage = new Stage();
    private final Sinks.Empty<Void> gate = Sinks.empty();
    private UserDesk desk;
    private Orchestrator orchestrator;

    @BeforeEach
    void start() {
        ApplicationContext service = stage.start(Listeners.class);
        desk = service.getBean(UserDesk.class);
        orchestrator = service.getBean(Orchestrator.class);
        desk.whenAsked(
                AT_THE_GATE,
                command -> gate.asMono().then(Mono.defer(() -> UserDesk.yes(command))));
        orchestrator.failAt("r-bad");
        desk.whenAsked(REFUSED, _ -> Mono.error(new IllegalStateException()));
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void whatHasArrivedInBothQueuesTakesEffectTogether() throws Exception {
        holdUp();
        stage.wire().verify("c-1", 7);
        reply("r-1", used());
        awaitArrived();

        gate.tryEmitEmpty();

        await().atMost(Wire.LONG).until(() -> inbox("'c-1', 'r-1'") == 2);
        assertThat(
                        stage.count(
                                "SELECT COUNT(DISTINCT handled_at) FROM inbox"
                                        + " WHERE message_id IN ('c-1', 'r-1')"))
                .isOne();
        assertThat(stage.effectsOf("c-1")).isOne();
        assertThat(orchestrator.heard()).containsExactly("reply r-1");
    }

    @Test
    void whatFailsGoesTheWayOfItsOwnQueueAndTheOthersTakeEffect() throws Exception {
        holdUp();
        stage.wire().verify("c-bad", REFUSED);
        reply("r-bad", used());
        reply("r-none", "no message".getBytes(StandardCharsets.UTF_8));
        stage.wire().verify("c-1", 7);
        reply("r-1", used());
        awaitArrived();

        gate.tryEmitEmpty();

        assertThat(dead(WorkQueue.USER_COMMANDS)).isEqualTo("c-bad");
        assertThat(dead(WorkQueue.PAYMENT_REPLIES)).isEqualTo("r-none");
        assertThat(dead(WorkQueue.PAYMENT_REPLIES)).isEqualTo("r-bad");
        await().atMost(Wire.LONG).until(() -> inbox("'c-1', 'r-1'") == 2);
        assertThat(stage.effectsOf("c-1")).isOne();
        assertThat(inbox("'c-bad', 'r-bad', 'r-none'")).isZero();
    }

    @Test
    void whereOneQueueIsDeletedBothAreConsumedAgain() throws Exception {
        stage.wire().channel().queueDelete(REPLIES_TO_PAYMENT);

        await().atMost(Wire.LONG)
                .until(
                        () -> {
                            reply("r-1", used());
                            return orchestrator.heard().contains("reply r-1");
                        });
        stage.wire().verify("c-1", 7);
        stage.wire().takeUntil(Wire.REPLIES, found -> found.size() == 1);
        assertThat(stage.effectsOf("c-1")).isOne();
    }

    /** Until the gate opens, what arrives has to wait for its batch. */
    private void holdUp() throws Exception {
        stage.wire().verify("c-0", AT_THE_GATE);
        await().atMost(Wire.LONG).until(() -> desk.begun().size() == 1);
    }

    private void awaitArrived() {
        await().atMost(Wire.LONG)
                .until(
                        () ->
                                stage.wire().ready(Wire.COMMANDS)
                                                + stage.wire().ready(REPLIES_TO_PAYMENT)
                                        == 0);
    }

    private long inbox(String ids) {
        return stage.count("SELECT COUNT(*) FROM inbox WHERE message_id IN (" + ids + ")");
    }

    private String dead(WorkQueue queue) {
        GetResponse letter = stage.wire().take(queue.deadLetterQueue());
        assertThat(Wire.header(letter, "x-queue")).isEqualTo(queue.queueName());
        return letter.getProps().getMessageId();
    }

    private static byte[] used() {
        return new MessageCodec()
                .write(new TargetEventMessage(Target.PAYMENT, Wire.TX, new PointsUsed(Wire.ORDER)));
    }

    private void reply(String id, byte[] body) throws Exception {
        var channel = stage.wire().channel();
        channel.basicPublish(
                Exchanges.REPLIES, "payment.user.points.use", true, Wire.command(id), body);
        channel.waitForConfirmsOrDie(Wire.LONG.toMillis());
    }

    @Configuration(proxyBeanMethods = false)
    static class Listeners {

        @Bean
        Orchestrator orchestrator() {
            return new Orchestrator();
        }
    }
}
