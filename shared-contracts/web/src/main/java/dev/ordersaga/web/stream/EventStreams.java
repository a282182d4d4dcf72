package dev.ordersaga.web.stream;

import dev.ordersaga.web.identity.Caller;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The streams of server-sent events of one instance.
 *
 * <p>A stream keeps nothing of what it tells: it asks for what comes after its client's place, and
 * only when the client has taken what it was told before. When the service stops, its streams end
 * first of all, and their clients go on from their places at another instance.
 */
public final class EventStreams implements SmartLifecycle {

    private static final Duration COME_AGAIN_AFTER = Duration.ofSeconds(1);

    private final StreamSettings settings;
    private final StreamPlaces places;
    private volatile Sinks.Empty<Void> closing = Sinks.empty();
    private volatile boolean running;

    /**
     * Streams, none yet.
     *
     * @param perUser how many one user may have at the same time at one instance
     */
    public EventStreams(StreamSettings settings, int perUser) {
        this.settings = settings;
        this.places = new StreamPlaces(perUser, settings.most());
    }

    /**
     * A stream. It fails with a problem before its first event, or not at all; where there are too
     * many already, with 429 or 503. Whoever cancels it gives its place free.
     *
     * @param start where the client is; empty where there is nothing to tell, now or later
     * @param next what comes after a place, as soon as there is something
     */
    public <P, T> Flux<ServerSentEvent<T>> open(
            Caller caller, Mono<P> start, Function<P, Mono<StreamPart<P, T>>> next) {
        return Flux.using(
                () -> takePlace(caller.subject()),
                _ -> start.flatMapMany(place -> events(place, next)),
                places::free);
    }

    private String takePlace(String user) {
        places.take(user);
        return user;
    }

    private <P, T> Flux<ServerSentEvent<T>> events(
            P start, Function<P, Mono<StreamPart<P, T>>> next) {
        return part(start, next)
                .expand(part -> part.isLast() ? Mono.empty() : part(part.place(), next))
                .concatMapIterable(StreamPart::events, 1)
                .startWith(EventStreams.<T>greeting())
                .takeUntilOther(end());
    }

    private <P, T> Mono<StreamPart<P, T>> part(P place, Function<P, Mono<StreamPart<P, T>>> next) {
        return next.apply(place)
                .timeout(
                        settings.heartbeat(), Mono.fromSupplier(() -> StreamPart.heartbeat(place)));
    }

    /** The head of the answer waits for it. */
    private static <T> ServerSentEvent<T> greeting() {
        return ServerSentEvent.<T>builder().retry(COME_AGAIN_AFTER).build();
    }

    private Mono<Void> end() {
        return Mono.firstWithSignal(closing.asMono(), Mono.delay(settings.longest()).then());
    }

    @Override
    public void start() {
        closing = Sinks.empty();
        places.open();
        running = true;
    }

    /** Runs before the web server waits for its requests to end: see {@link #getPhase}. */
    @Override
    public void stop() {
        places.close();
        var _ = closing.tryEmitEmpty();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The highest stops first. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
