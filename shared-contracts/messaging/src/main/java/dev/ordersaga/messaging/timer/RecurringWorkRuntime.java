package dev.ordersaga.messaging.timer;

import dev.ordersaga.messaging.RecurringWork;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Does the recurring work of a service while it runs. */
public final class RecurringWorkRuntime implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RecurringWorkRuntime.class);

    private final List<RecurringWork> works;
    private final Disposable.Swap running = Disposables.swap();
    private volatile boolean started;

    public RecurringWorkRuntime(List<RecurringWork> works) {
        this.works = List.copyOf(works);
    }

    @Override
    public void start() {
        started = true;
        running.update(
                Flux.fromIterable(works)
                        .flatMap(RecurringWorkRuntime::repeatedly, Math.max(1, works.size()))
                        .subscribe());
    }

    private static Flux<Boolean> repeatedly(RecurringWork work) {
        return Flux.interval(work.interval())
                .onBackpressureDrop()
                .concatMap(_ -> untilDone(work), 1);
    }

    private static Flux<Boolean> untilDone(RecurringWork work) {
        return Mono.defer(work::run)
                .repeat()
                .takeWhile(more -> more)
                .onErrorResume(
                        fault -> {
                            LOG.warn(
                                    "{} has failed and is done again: {}",
                                    work.getClass().getSimpleName(),
                                    fault.toString());
                            return Mono.empty();
                        });
    }

    @Override
    public void stop() {
        running.update(Disposables.disposed());
        started = false;
    }

    @Override
    public boolean isRunning() {
        return started;
    }
}
