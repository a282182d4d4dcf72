package dev.ordersaga.messaging.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.messaging.StartupWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import reactor.core.publisher.Mono;

class StartupWorkRuntimeTest {

    private final List<String> done = new ArrayList<>();

    @Test
    void theServiceHasStartedWhenAllIsDone() {
        StartupWorkRuntime runtime = runtime(work("one"), work("two"));
        assertThat(runtime.isRunning()).isFalse();

        runtime.start();

        assertThat(done).containsExactly("one", "two");
        assertThat(runtime.isRunning()).isTrue();
    }

    @Test
    void aDatabaseThatDoesNotAnswerYetIsAskedAgain() {
        runtime(failing(3, new DataAccessResourceFailureException("not yet")), work("two")).start();

        assertThat(done).containsExactly("tried", "tried", "tried", "tried", "two");
    }

    @Test
    void whatIsWrongInItselfEndsTheStartAtOnce() {
        StartupWorkRuntime runtime =
                runtime(failing(1, new IllegalStateException("wrong")), work("two"));

        assertThatThrownBy(runtime::start).hasMessage("wrong");
        assertThat(done).containsExactly("tried");
        assertThat(runtime.isRunning()).isFalse();
    }

    private static StartupWorkRuntime runtime(StartupWork... works) {
        return new StartupWorkRuntime(List.of(works), Duration.ofMillis(1));
    }

    private StartupWork work(String name) {
        return () -> Mono.fromRunnable(() -> done.add(name));
    }

    private StartupWork failing(int times, RuntimeException fault) {
        return () ->
                Mono.fromRunnable(
                        () -> {
                            done.add("tried");
                            if (done.size() <= times) {
                                throw fault;
                            }
                        });
    }
}
