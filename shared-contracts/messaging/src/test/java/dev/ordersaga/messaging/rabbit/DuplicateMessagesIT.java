package dev.ordersaga.messaging.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.GetResponse;
import dev.ordersaga.contracts.UserReply.UserVerified;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.Outbox;
import dev.ordersaga.messaging.ReplyAddress;
import dev.ordersaga.messaging.Transactions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A command takes effect once, and is given the same answer as often as it comes. */
class DuplicateMessagesIT {

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void aCommandThatComesAgainIsGivenTheSameAnswer() throws Exception {
        UserDesk desk = stage.start().getBean(UserDesk.class);
        stage.wire().verify("c-1", 7);
        GetResponse first = stage.wire().take(Wire.REPLIES);

        stage.wire().verify("c-1", 7);

        assertSame(first, stage.wire().take(Wire.REPLIES));
        assertThat(stage.effectsOf("c-1")).isOne();
        assertThat(desk.begun()).hasSize(1);
    }

    @Test
    void aCommandThatIsSeveralTimesInABatchTakesEffectOnce() throws Exception {
        UserDesk desk = stage.start().getBean(UserDesk.class);
        Sinks.Empty<Void> allHaveArrived = Sinks.empty();
        desk.whenAsked(8, command -> allHaveArrived.asMono().then(UserDesk.yes(command)));
        stage.wire().verify("first", 8);
        await().atMost(Wire.LONG).until(() -> desk.begun().size() == 1);
        stage.wire().verify(List.of("c-1", "c-2", "c-1", "c-1"), 7);
        await().atMost(Wire.LONG).until(() -> stage.wire().ready(Wire.COMMANDS) == 0);

        allHaveArrived.tryEmitEmpty();

        List<GetResponse> replies =
                stage.wire().takeUntil(Wire.REPLIES, found -> found.size() >= 3);
        assertThat(replies)
                .extracting(reply -> reply.getProps().getCorrelationId())
                .contains("c-1", "c-2");
        assertThat(desk.batches()).containsExactly(1, 4);
        assertThat(stage.effectsOf("c-1")).isOne();
        assertThat(stage.effectsOf("c-2")).isOne();
        stage.awaitEmptyOutbox();
    }

    @Test
    void copiesThatTwoInstancesHandleAtTheSameTimeTakeEffectOnce() throws Exception {
        stage.wire().declare(WorkQueue.USER_COMMANDS);
        List<String> ids = new ArrayList<>();
        for (int copy = 0; copy < 3; copy++) {
            IntStream.range(0, 200).mapToObj(n -> "c-" + n).forEach(ids::add);
        }
        Collections.shuffle(ids, new Random(42));
        stage.start("saga.prefetch=20", "saga.batch-size=10");
        stage.start("saga.prefetch=20", "saga.batch-size=10");

        stage.wire().verify(ids, 7);

        await().atMost(Wire.LONG)
                .until(() -> stage.count("SELECT COUNT(DISTINCT message_id) FROM effects") == 200);
        stage.awaitEmptyOutbox();
        await().atMost(Wire.LONG).until(() -> stage.wire().ready(Wire.COMMANDS) == 0);
        assertThat(stage.wire().takeUntil(Wire.REPLIES, found -> found.size() >= 200)).isNotEmpty();
        assertThat(stage.count("SELECT COUNT(*) FROM effects")).isEqualTo(200);
        assertThat(stage.wire().ready(Wire.DEAD)).isZero();
    }

    @Test
    void anAnswerThatFollowsLaterIsRememberedWithTheCommand() throws Exception {
        var service = stage.start();
        service.getBean(UserDesk.class).whenAsked(7, _ -> Mono.empty());
        stage.wire().verify("c-1", 7);
        await().atMost(Wire.LONG).until(() -> stage.effectsOf("c-1") == 1);
        stage.wire().verify("c-1", 7);
        await().atMost(Wire.LONG).until(() -> stage.wire().ready(Wire.COMMANDS) == 0);
        UserDesk desk = service.getBean(UserDesk.class);
        ReplyAddress to = ReplyAddress.of(desk.begun().getFirst());

        service.getBean(Transactions.class)
                .run(service.getBean(Outbox.class).reply(to, new UserVerified(7, "Ada")))
                .block(Wire.LONG);

        GetResponse first = stage.wire().take(Wire.REPLIES);
        assertThat(first.getProps().getMessageId()).isEqualTo("c-1:reply");
        stage.wire().verify("c-1", 7);
        assertSame(first, stage.wire().take(Wire.REPLIES));
        assertThat(desk.begun()).hasSize(1);
        assertThat(stage.effectsOf("c-1")).isOne();
    }

    private static void assertSame(GetResponse first, GetResponse second) {
        assertThat(second.getBody()).isEqualTo(first.getBody());
        assertThat(second.getProps().getMessageId()).isEqualTo(first.getProps().getMessageId());
        assertThat(second.getProps().getCorrelationId())
                .isEqualTo(first.getProps().getCorrelationId());
        assertThat(second.getProps().getType()).isEqualTo(first.getProps().getType());
        assertThat(second.getEnvelope().getRoutingKey())
                .isEqualTo(first.getEnvelope().getRoutingKey());
    }
}
