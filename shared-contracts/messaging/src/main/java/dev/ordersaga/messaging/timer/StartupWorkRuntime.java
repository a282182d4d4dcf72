package dev.ordersaga.messaging.timer;

import dev.ordersaga.messaging.StartupWork;
import java.time.Duration;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Flux;

/** Does the startup work of a service, one after the other, and has everything else wait for it. */
public final class StartupWorkRuntime implements SmartLifecycle {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final List<StartupWork> works;
    private volatile boolean started;

    public StartupWorkRuntime(List<StartupWork> works) {
        this.works = List.copyOf(works);
    }

    /** Before consumers and the HTTP server, which start in later phases. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public void start() {
        Flux.fromIterable(works).concatMap(StartupWork::run).then().block(PATIENCE);
        started = true;
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
