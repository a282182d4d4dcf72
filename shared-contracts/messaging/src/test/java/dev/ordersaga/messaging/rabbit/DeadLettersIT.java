package dev.ordersaga.messaging.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.GetResponse;
import dev.ordersaga.contracts.Topology;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.DeadLetter;
import dev.ordersaga.messaging.DeadLetters;
import dev.ordersaga.messaging.DeadLetters.InHand;
import dev.ordersaga.messaging.DeadLettersUnavailable;
import dev.ordersaga.messaging.MessageCodec;
import dev.ordersaga.messaging.testing.CuttableProxy;
import dev.ordersaga.messaging.testing.TestServers;
import io.netty.channel.EventLoop;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Mono;

/** What an operator does with dead letters loses none, whatever breaks meanwhile. */
class DeadLettersIT {

    private static final long ILL = 13;
    private static final WorkQueue QUEUE = WorkQueue.USER_COMMANDS;

    private final Stage stage = new Stage();
    private ConfigurableApplicationContext service;
    private DeadLetters letters;
    private UserDesk desk;

    @BeforeEach
    void start() {
        service = stage.start("saga.retry-delays=");
        letters = service.getBean(DeadLetters.class);
        desk = service.getBean(UserDesk.class);
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void lookingLeavesEveryLetterWhereItIs() throws Exception {
        die("c-1", "c-2", "c-3");

        assertThat(ids(look(letters, 100))).containsExactly("c-1", "c-2", "c-3");
        assertThat(ids(look(letters, 100))).containsExactly("c-1", "c-2", "c-3");
        assertThat(ids(look(letters, 2))).containsExactly("c-1", "c-2");
        assertThat(ids(look(letters, 100))).containsExactlyInAnyOrder("c-1", "c-2", "c-3");
        awaitDead(3);
    }

    @Test
    void aLetterTellsItsReasonItsAttemptsItsSagaAndItsStep() throws Exception {
        die("c-1");

        DeadLetter letter = look(letters, 1).getFirst();

        assertThat(letter.queue()).isEqualTo(QUEUE);
        assertThat(letter.type()).isEqualTo("VerifyUser");
        assertThat(letter.step()).isEqualTo("user.verify");
        assertThat(letter.txId()).isEqualTo(Wire.TX);
        assertThat(letter.reason()).contains("IllegalStateException");
        assertThat(letter.attempts()).isOne();
        assertThat(letter.failedAt()).isNotNull();
        assertThat(letter.content()).isNotNull();
        GetResponse raw = stage.wire().take(Wire.DEAD);
        assertThat(Wire.header(raw, "x-saga")).isEqualTo(Wire.TX.toString());
        assertThat(Wire.header(raw, "x-step")).isEqualTo("user.verify");
    }

    @Test
    void aLetterThatCannotBeReadTellsWhatItCan() throws Exception {
        stage.wire()
                .send(
                        Wire.command("odd")
                                .builder()
                                .correlationId(Wire.TX + ":user.verify:action")
                                .build(),
                        new byte[] {'x'});
        awaitDead(1);

        DeadLetter letter = look(letters, 1).getFirst();

        assertThat(letter.content()).isNull();
        assertThat(letter.messageId()).isEqualTo("odd");
        assertThat(letter.type()).isEqualTo("VerifyUser");
        assertThat(letter.step()).isEqualTo("user.verify");
        assertThat(letter.txId()).isEqualTo(Wire.TX);
        assertThat(letter.reason()).startsWith("unreadable: ");
    }

    @Test
    void aReplayedLetterIsGoneAndItsMessageTakesEffectOnce() throws Exception {
        die("c-1", "c-2");
        desk.whenAsked(ILL, UserDesk::yes);

        assertThat(replay(letters, "c-1")).containsExactly(true);

        await().atMost(Wire.LONG).until(() -> stage.effectsOf("c-1") == 1);
        assertThat(ids(look(letters, 100))).containsExactly("c-2");
        assertThat(stage.effectsOf("c-2")).isZero();
    }

    @Test
    void whatDiesAgainHasNewAttemptsAndItsReplaysCounted() throws Exception {
        die("c-1", "c-2");

        assertThat(replay(letters, "c-1", "c-2")).containsExactly(true, true);

        awaitDead(2);
        assertThat(look(letters, 100))
                .allSatisfy(
                        letter -> {
                            assertThat(letter.replays()).isOne();
                            assertThat(letter.attempts()).isOne();
                            assertThat(letter.step()).isEqualTo("user.verify");
                        });
        GetResponse raw = stage.wire().take(Wire.DEAD);
        assertThat(Wire.header(raw, "x-replayed-by")).isEqualTo("Kim");
        assertThat(Wire.header(raw, "x-routing-key")).isEqualTo(Wire.COMMAND_KEY);
    }

    @Test
    void aLineThatBreaksBetweenConfirmAndAckLosesNothingAndDoublesNoEffect() throws Exception {
        die("c-1");
        desk.whenAsked(ILL, UserDesk::yes);
        try (CuttableProxy proxy = new CuttableProxy(brokerUri())) {
            List<Boolean> sent =
                    deskAt(proxy.uri())
                            .workThrough(
                                    QUEUE,
                                    1,
                                    inHand ->
                                            Mono.fromRunnable(proxy::cut)
                                                    .then(inHand.replay("Kim")))
                            .block(Wire.LONG);
            assertThat(sent).containsExactly(true);
        }

        await().atMost(Wire.LONG).until(() -> stage.effectsOf("c-1") == 1);
        awaitDead(1);
        assertThat(replay(letters, "c-1")).containsExactly(true);
        stage.wire().takeUntil(Wire.REPLIES, found -> answers(found) == 2);
        assertThat(stage.effectsOf("c-1")).isOne();
        assertThat(stage.wire().ready(Wire.DEAD)).isZero();
    }

    @Test
    void aLetterWhoseWorkQueueIsNotThereStays() throws Exception {
        WorkQueue kitchen = WorkQueue.KITCHEN_COMMANDS;
        stage.wire().declare(kitchen);
        stage.wire().channel().queueDelete(kitchen.queueName());
        stage.wire()
                .channel()
                .basicPublish("", kitchen.deadLetterQueue(), Wire.command("k-1"), new byte[] {'x'});
        stage.wire().channel().waitForConfirmsOrDie(Wire.LONG.toMillis());

        assertThat(letters.workThrough(kitchen, 10, inHand -> inHand.replay("Kim")).block())
                .containsExactly(false);

        awaitReady(kitchen.deadLetterQueue(), 1);
    }

    @Test
    void aQueueThatIsNotThereHasNoLetters() {
        assertThat(
                        letters.workThrough(WorkQueue.PAYMENT_REPLIES, 10, DeadLettersIT::letter)
                                .block())
                .isEmpty();
    }

    @Test
    void aFailureInTheMiddlePutsEverythingBack() throws Exception {
        die("c-1", "c-2");

        assertThatThrownBy(
                        () ->
                                letters.workThrough(
                                                QUEUE,
                                                10,
                                                inHand ->
                                                        inHand.letter().messageId().equals("c-2")
                                                                ? Mono.error(
                                                                        new IllegalStateException())
                                                                : letter(inHand))
                                        .block())
                .isInstanceOf(IllegalStateException.class);

        assertThat(ids(look(letters, 10))).containsExactly("c-1", "c-2");
    }

    @Test
    void twoOperatorsAtOnceReplayEachLetterOnce() throws Exception {
        String[] all = IntStream.range(0, 20).mapToObj(n -> "c-" + n).toArray(String[]::new);
        die(all);
        desk.whenAsked(ILL, UserDesk::yes);
        DeadLetters other = deskAt(brokerUri());

        CompletableFuture<List<Boolean>> theirs =
                CompletableFuture.supplyAsync(() -> replay(other, all));
        List<Boolean> ours = replay(letters, all);

        assertThat(ours.size() + theirs.get().size()).isEqualTo(20);
        stage.wire().takeUntil(Wire.REPLIES, found -> answers(found) == 20);
        assertThat(stage.wire().ready(Wire.DEAD)).isZero();
        assertThat(stage.count("SELECT COUNT(*) FROM effects")).isEqualTo(20);
    }

    @Test
    void aBrokerThatIsNotThereIsSaidSo() throws Exception {
        try (CuttableProxy proxy = new CuttableProxy(brokerUri())) {
            proxy.refuse();
            DeadLetters unreachable = deskAt(proxy.uri());
            assertThatThrownBy(() -> look(unreachable, 1))
                    .isInstanceOf(DeadLettersUnavailable.class);
        }
    }

    @Test
    void aTurnThatNobodyHasDeclaredIsNotTakenForSomebodyElses() throws Exception {
        stage.wire().channel().queueDelete(Topology.DEAD_LETTERS_TURN);
        DeadLetters declaringNothing = deskAt(brokerUri(), Groundwork.LEAVE);

        assertThatThrownBy(() -> look(declaringNothing, 1))
                .isInstanceOf(DeadLettersUnavailable.class)
                .hasMessageContainingAll(Topology.DEAD_LETTERS_TURN, "is not there");
    }

    private void die(String... ids) throws Exception {
        desk.whenAsked(ILL, _ -> Mono.error(new IllegalStateException()));
        for (String id : ids) {
            stage.wire().verify(id, ILL);
        }
        awaitDead(ids.length);
    }

    private void awaitDead(int letters) {
        awaitReady(Wire.DEAD, letters);
    }

    /** What is put back is counted by the broker only after it has answered. */
    private void awaitReady(String queue, int letters) {
        await("letters in " + queue)
                .atMost(Wire.LONG)
                .until(() -> stage.wire().ready(queue) == letters);
    }

    private String brokerUri() {
        return TestServers.get().brokerUri(stage.virtualHost());
    }

    /** Another operator's desk, whose messages go out by the service's publisher. */
    private DeadLetters deskAt(String uri) {
        return deskAt(uri, Groundwork.DECLARE);
    }

    private DeadLetters deskAt(String uri, Groundwork groundwork) {
        TestServers servers = TestServers.get();
        return new DeadLetterDesk(
                new BrokerConnections(
                        uri,
                        servers.brokerUser(),
                        servers.brokerPassword(),
                        "another",
                        groundwork,
                        service.getBean(EventLoop.class)),
                service.getBean(ConfirmedPublisher.class),
                new MessageCodec(),
                Clock.systemUTC());
    }

    private static List<DeadLetter> look(DeadLetters desk, int most) {
        return desk.workThrough(QUEUE, most, DeadLettersIT::letter).block(Wire.LONG);
    }

    private static Mono<DeadLetter> letter(InHand inHand) {
        return Mono.just(inHand.letter());
    }

    private static List<Boolean> replay(DeadLetters desk, String... ids) {
        List<String> wanted = List.of(ids);
        return desk.workThrough(
                        QUEUE,
                        100,
                        inHand ->
                                wanted.contains(inHand.letter().messageId())
                                        ? inHand.replay("Kim")
                                        : Mono.empty())
                .block(Wire.LONG);
    }

    private static List<String> ids(List<DeadLetter> found) {
        return found.stream().map(DeadLetter::messageId).toList();
    }

    private static long answers(List<GetResponse> found) {
        return found.stream()
                .map(GetResponse::getProps)
                .map(AMQP.BasicProperties::getType)
                .filter("UserVerified"::equals)
                .count();
    }
}
