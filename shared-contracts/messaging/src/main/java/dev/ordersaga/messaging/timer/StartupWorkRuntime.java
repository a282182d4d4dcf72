package dev.ordersaga.messaging.timer;

import dev.ordersaga.messaging.StartupWork;
import java.time.Duration;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Does the startup work of a service, one after the other, and has everything else wait for it. A
 * database that is slow to answer is asked again for some minutes.
 */
public final class StartupWorkRuntime implements SmartLifecycle {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int TRIES_AGAIN = 60;

    private final List<StartupWork> works;
    private final Duration pause;
    private volatile boolean started;

    public StartupWorkRuntime(List<StartupWork> works) {
        this(works, Duration.ofSeconds(1));
    }

    StartupWorkRuntime(List<StartupWork> works, Duration pause) {
        this.works = List.copyOf(works);
        this.pause = pause;
    }

    /** Before consumers and the HTTP server, which start in later phases. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public void start() {
        Flux.fromIterable(works).concatMap(this::done).then().block(PATIENCE);
        started = true;
    }

    private Mono<Void> done(StartupWork work) {
        return Mono.defer(work::run)
                .retryWhen(
                        Retry.fixedDelay(TRIES_AGAIN, pause)
                                .filter(DataAccessException.class::isInstance)
                                .onRetryExhaustedThrow((_, last) -> last.failure()));
    }

    @Override
    public void stop() {
        started = false;
    }

    @Override
    public boolean isRunning() {
        return started;
    }
}
