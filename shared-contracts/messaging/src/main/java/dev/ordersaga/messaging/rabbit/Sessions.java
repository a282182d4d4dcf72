package dev.ordersaga.messaging.rabbit;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.util.retry.Retry;
import reactor.util.retry.RetryBackoffSpec;

/** Sessions with the broker, one after the other. */
final class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** One that has lasted so long was no mere attempt. */
    private static final Duration LASTING = Duration.ofSeconds(1);

    private Sessions() {}

    /**
     * Begins a session, and another whenever one has ended, for ever; after those that fail as soon
     * as they have come about with ever longer pauses, since the next will most likely fail, too.
     *
     * @param what names them in the log
     * @param session emits something once it has come about, and ends with its channel
     * @return ends them
     */
    static Disposable run(String what, Flux<?> session) {
        return lasting(session)
                .repeatWhen(ends -> ends.delayElements(FIRST_PAUSE))
                .retryWhen(
                        pauses().doBeforeRetry(
                                        end ->
                                                LOG.warn(
                                                        "{} has stopped: {}",
                                                        what,
                                                        reason(end.failure()))))
                .subscribe();
    }

    /** Emits something once the session has lasted, and ends with it. */
    private static <T> Flux<T> lasting(Flux<T> session) {
        return session.publish(
                begun -> begun.delayElements(LASTING).takeUntilOther(begun.ignoreElements()));
    }

    /** What the broker says is in the cause: the client's own failure has no words. */
    private static String reason(Throwable failure) {
        return failure.getMessage() == null && failure.getCause() != null
                ? failure.getCause().toString()
                : failure.toString();
    }

    /** At first almost at once, then every few seconds, for ever; a success starts over. */
    static RetryBackoffSpec pauses() {
        return Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                .maxBackoff(LONGEST_PAUSE)
                .transientErrors(true);
    }
}
