package dev.ordersaga.messaging.timer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.messaging.RecurringWork;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class RecurringWorkRuntimeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AtomicInteger runs = new AtomicInteger();
    private RecurringWorkRuntime runtime = new RecurringWorkRuntime(List.of());

    @AfterEach
    void stop() {
        runtime.stop();
    }

    @Test
    void workIsDoneAgainAndAgain() {
        start(every(Duration.ofMillis(1), () -> Mono.just(false)));
        awaitRuns(10);
    }

    @Test
    void workThatHasMoreToDoDoesNotPause() {
        start(every(Duration.ofSeconds(1), () -> Mono.just(runs.get() % 1_000 != 0)));
        awaitRuns(1_000);
    }

    @Test
    void workThatFailsIsDoneAgain() {
        start(every(Duration.ofMillis(1), () -> Mono.error(new IllegalStateException("fault"))));
        awaitRuns(10);
    }

    @Test
    void oneFailingWorkDoesNotKeepAnotherFromItsTurn() {
        start(
                () -> {
                    throw new IllegalStateException("fault");
                },
                every(Duration.ofMillis(1), () -> Mono.just(false)));
        awaitRuns(10);
    }

    @Test
    void itCanBeStoppedAndStartedAgain() {
        start(every(Duration.ofMillis(1), () -> Mono.just(false)));
        awaitRuns(1);
        runtime.stop();
        assertThat(runtime.isRunning()).isFalse();
        runtime.start();
        awaitRuns(runs.get() + 10);
    }

    private interface Work {
        Mono<Boolean> run();
    }

    private RecurringWork every(Duration interval, Work work) {
        return new RecurringWork() {
            @Override
            public Duration interval() {
                return interval;
            }

            @Override
            public Mono<Boolean> run() {
                runs.incrementAndGet();
                return work.run();
            }
        };
    }

    private void start(RecurringWork... works) {
        runtime = new RecurringWorkRuntime(List.of(works));
        runtime.start();
    }

    private void start(Work failing, RecurringWork other) {
        start(every(Duration.ofMillis(1), failing), other);
    }

    private void awaitRuns(int least) {
        Awaitility.await("runs").atMost(PATIENCE).until(runs::get, number -> number >= least);
    }
}
