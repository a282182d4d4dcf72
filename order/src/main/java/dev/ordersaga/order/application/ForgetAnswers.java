package dev.ordersaga.order.application;

import dev.ordersaga.messaging.RecurringWork;
import java.time.Clock;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Forgets first answers that were kept long enough, a few at a time. */
public final class ForgetAnswers implements RecurringWork {

    private static final int AT_ONCE = 500;

    private final KeptAnswers answers;
    private final Duration keep;
    private final Duration interval;
    private final Clock clock;

    /**
     * @param keep for so long at least a key is known
     * @param interval how long to pause when there is nothing to forget
     */
    public ForgetAnswers(KeptAnswers answers, Duration keep, Duration interval, Clock clock) {
        this.answers = answers;
        this.keep = keep;
        this.interval = interval;
        this.clock = clock;
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public Mono<Boolean> run() {
        return answers.forget(clock.instant().minus(keep), AT_ONCE)
                .map(forgotten -> forgotten == AT_ONCE);
    }
}
