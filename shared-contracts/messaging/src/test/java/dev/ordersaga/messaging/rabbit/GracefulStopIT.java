package dev.ordersaga.messaging.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.testing.Connected;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** A stop finishes what was begun, gives back the rest, and may be followed by a start. */
class GracefulStopIT {

    private static final int ALL = 400;
    private static final Duration A_WHILE = Duration.ofMillis(5);
    private static final String SMALL_BATCHES = "saga.batch-size=5";

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void aStopWithMessagesAtWorkLosesNothingAndRepeatsNothing() throws Exception {
        stage.wire().declare(WorkQueue.USER_COMMANDS);
        List<String> ids = IntStream.range(0, ALL).mapToObj(n -> "c-" + n).toList();
        stage.wire().verify(ids, 7);
        var service = stage.start(GracefulStopIT::takeAWhile, SMALL_BATCHES, "saga.prefetch=50");
        UserDesk desk = service.getBean(UserDesk.class);
        await().atMost(Wire.LONG).until(() -> desk.begun().size() > 20);

        service.close();

        long handled = stage.count("SELECT COUNT(*) FROM effects");
        assertThat(handled).isLessThan(ALL);
        assertThat(stage.count("SELECT COUNT(*) FROM outbox")).isZero();
        await().atMost(Wire.LONG).until(() -> stage.wire().ready(Wire.COMMANDS) == ALL - handled);

        stage.start(SMALL_BATCHES);

        assertThat(stage.wire().takeUntil(Wire.REPLIES, found -> found.size() >= ALL))
                .extracting(reply -> reply.getProps().getCorrelationId())
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(stage.count("SELECT COUNT(*) FROM effects")).isEqualTo(ALL);
    }

    @Test
    void aRuntimeThatWasStoppedCanBeStartedAgain() throws Exception {
        var service = stage.start();
        MessagingRuntime runtime = service.getBean(MessagingRuntime.class);
        CountDownLatch stopped = new CountDownLatch(1);
        runtime.stop(stopped::countDown);
        assertThat(stopped.await(Wire.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(runtime.isRunning()).isFalse();
        stage.wire().verify("c-1", 7);

        runtime.start();

        Connected.await(service);
        assertThat(stage.wire().take(Wire.REPLIES).getProps().getCorrelationId()).isEqualTo("c-1");
        stage.awaitEmptyOutbox();
    }

    private static void takeAWhile(UserDesk desk) {
        desk.whenAsked(7, command -> Mono.delay(A_WHILE).flatMap(_ -> UserDesk.yes(command)));
    }
}
