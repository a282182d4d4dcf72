package dev.ordersaga.messaging.failpoint;

import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.TransactionSystemException;
import reactor.core.publisher.Mono;

/** Failpoints that can be armed while the service runs. */
public final class ArmedFailpoints implements Failpoints {

    private static final Logger LOG = LoggerFactory.getLogger(ArmedFailpoints.class);

    private final Map<Failpoint, Trigger> triggers = new EnumMap<>(Failpoint.class);

    /** None of them is armed yet. */
    public ArmedFailpoints() {
        for (Failpoint point : Failpoint.values()) {
            triggers.put(point, new Trigger());
        }
    }

    /** Takes the place of what this failpoint was armed with before. */
    public void arm(Failpoint point, Arming arming) {
        LOG.warn("{} is armed: {}", point, arming);
        trigger(point).arm(arming);
    }

    /** Lets what happens at this failpoint, if anything does, happen no more. */
    public void disarm(Failpoint point) {
        trigger(point).disarm();
    }

    /** What this failpoint has seen until now. */
    public FailpointState state(Failpoint point) {
        return trigger(point).state();
    }

    @Override
    public Mono<Void> pass(Failpoint point) {
        return Mono.defer(
                () -> trigger(point).pass().map(due -> act(point, due)).orElseGet(Mono::empty));
    }

    private static Mono<Void> act(Failpoint point, Arming due) {
        LOG.warn("{} at {}", due.action(), point);
        return switch (due.action()) {
            case KILL -> OwnProcess.kill();
            case STOP -> OwnProcess.stop();
            case FAIL -> Mono.error(failure(point));
            case DELAY -> Mono.delay(due.delay()).then();
        };
    }

    private static RuntimeException failure(Failpoint point) {
        InjectedFailure failure = new InjectedFailure(point);
        return switch (point) {
            case AFTER_COMMIT ->
                    new TransactionSystemException("the answer to the commit is lost", failure);
            case BEFORE_COMMIT, AFTER_PUBLISH, BEFORE_ACK -> failure;
        };
    }

    private Trigger trigger(Failpoint point) {
        return triggers.computeIfAbsent(point, _ -> new Trigger());
    }
}
