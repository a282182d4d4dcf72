package dev.ordersaga.web.stream;

import dev.ordersaga.messaging.RecurringWork;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Looks for something new in the place of all who wait for it: one look for all of them, again and
 * again, and none while nobody waits. Whichever instance has caused it, it is seen.
 *
 * <p>Nobody who waits has to do with anybody else who does: one that takes nothing, or goes away at
 * whatever moment, holds up no other, and no look is broken off because of it.
 *
 * @param <P> a place, after which there may be something new
 * @param <N> what is new
 */
public final class Watch<P, N> implements RecurringWork {

    private final Function<Set<P>, Mono<Map<P, N>>> look;
    private final Duration pause;
    private final Set<Waiter<P, N>> waiters = ConcurrentHashMap.newKeySet();

    /**
     * A watch. After a look that fails comes another.
     *
     * @param look what is new, by place, as far as there is something
     * @param pause between the looks
     */
    public Watch(Function<Set<P>, Mono<Map<P, N>>> look, Duration pause) {
        this.look = look;
        this.pause = pause;
    }

    /** Somebody; no two are equal. */
    private static final class Waiter<P, N> {

        private final P place;
        private final Sinks.One<N> news = Sinks.one();

        Waiter(P place) {
            this.place = place;
        }
    }

    /** What is new after this place, as soon as there is something. */
    public Mono<N> after(P place) {
        return Mono.defer(
                () -> {
                    Waiter<P, N> waiter = new Waiter<>(place);
                    waiters.add(waiter);
                    return waiter.news.asMono().doFinally(_ -> waiters.remove(waiter));
                });
    }

    /** How many wait. */
    public int waiters() {
        return waiters.size();
    }

    @Override
    public Duration interval() {
        return pause;
    }

    @Override
    public Mono<Boolean> run() {
        Set<P> places =
                waiters.stream()
                        .map(waiter -> waiter.place)
                        .collect(Collectors.toUnmodifiableSet());
        return places.isEmpty()
                ? Mono.just(false)
                : look.apply(places).doOnNext(this::tell).thenReturn(false);
    }

    /** Also those who have come to one of the places since the look began. */
    private void tell(Map<P, N> found) {
        waiters.forEach(waiter -> tell(waiter, found.get(waiter.place)));
    }

    /** Whoever has been told waits no longer, whether it takes it soon or not. */
    private void tell(Waiter<P, N> waiter, @Nullable N news) {
        if (news != null && waiters.remove(waiter)) {
            var _ = waiter.news.tryEmitValue(news);
        }
    }
}
