package dev.ordersaga.infra.chaos;

import dev.ordersaga.infra.audit.Audit;
import dev.ordersaga.infra.audit.Books;
import dev.ordersaga.infra.audit.Finding;
import dev.ordersaga.infra.run.Http;
import dev.ordersaga.infra.run.Service;
import dev.ordersaga.infra.services.ServiceProcess;
import dev.ordersaga.infra.terminal.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** One fault: the load goes on, it goes wrong, it is put right, it drains, it is judged. */
final class Trial {

    private static final Duration BEFORE = Duration.ofSeconds(2);
    private static final Duration AFTER = Duration.ofSeconds(2);
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(60);

    /** The broker's numbers are some seconds old. */
    private static final Duration LONGEST_JUDGEMENT = Duration.ofSeconds(15);

    private final Stage stage;
    private final Customers customers;
    private final Duration held;
    private final List<String> complaints = new ArrayList<>();

    Trial(Stage stage, Duration held) {
        this.stage = stage;
        this.customers = stage.customers();
        this.held = held;
    }

    Outcome of(Fault fault) {
        customers.restock();
        long redeliveredBefore = stage.brokerApi().redelivered();
        Load load = Load.on(stage.service(Service.ORDER).url(), customers, stage.random());
        Stage.pause(BEFORE);
        breakAndHeal(fault);
        long healed = System.nanoTime();
        reviveServices();
        Stage.pause(AFTER);
        Load.Sent sent = load.stop();
        OptionalDouble drained = drain(healed);
        return judge(fault, sent, drained, redeliveredBefore);
    }

    private void breakAndHeal(Fault fault) {
        Optional<Fault.Heal> heal = Optional.empty();
        try {
            heal = Optional.of(fault.injection().into(stage));
            Stage.pause(held);
        } catch (Failure | Http.Unreachable e) {
            complaints.add("it could not be made to happen: " + e.getMessage());
        }
        try {
            heal.ifPresent(Fault.Heal::heal);
        } catch (Failure | Http.Unreachable e) {
            complaints.add("it could not be put right: " + e.getMessage());
        }
    }

    /** As a supervisor would; but nothing of what happens here may end a service. */
    private void reviveServices() {
        for (Service service : Service.values()) {
            ServiceProcess process = stage.service(service);
            if (!process.isAlive()) {
                complaints.add("the %s service has ended by itself".formatted(process.name()));
                ServiceFaults.start(process);
            }
        }
    }

    /** Until nothing is on its way any more, and every service says that it is well. */
    private OptionalDouble drain(long healed) {
        long deadline = healed + LONGEST_DRAIN.toNanos();
        while (System.nanoTime() < deadline) {
            boolean nothingIsOnItsWay =
                    hold(Audit.ofWhatIsOnItsWay(stage.env()), Duration.ZERO) && areHealthy();
            double drained = (System.nanoTime() - healed) / 1e9;
            // The whole audit takes its time, the longer the more is stored; it is not the
            // system's.
            if (nothingIsOnItsWay
                    && hold(Audit.ofDatabases(stage.env(), Duration.ZERO), Duration.ZERO)) {
                return OptionalDouble.of(drained);
            }
            Stage.pause(Duration.ofMillis(200));
        }
        return OptionalDouble.empty();
    }

    private boolean areHealthy() {
        for (Service service : Service.values()) {
            if (!stage.service(service).isHealthy()) {
                return false;
            }
        }
        return true;
    }

    private static boolean hold(Audit audit, Duration patience) {
        return look(audit, patience).stream().allMatch(Finding::holds);
    }

    /** What cannot be read just now does not hold. */
    private static List<Finding> look(Audit audit, Duration patience) {
        try {
            return audit.run(patience);
        } catch (Failure e) {
            return List.of(new Finding(String.valueOf(e.getMessage()), 1, List.of(), List.of()));
        }
    }

    private Outcome judge(
            Fault fault, Load.Sent sent, OptionalDouble drained, long redeliveredBefore) {
        List<Finding> findings = look(Audit.of(stage.env(), Duration.ZERO), LONGEST_JUDGEMENT);
        findings.stream()
                .filter(finding -> !finding.holds())
                .map(Trial::say)
                .forEach(complaints::add);
        complaintsOfHealth();
        DeadLetters dead = DeadLetters.in(findings);
        if (dead.number() < stage.poison().get()) {
            complaints.add(
                    "of %d messages that nobody can read, only %d are dead letters"
                            .formatted(stage.poison().get(), dead.number()));
        }
        BrokerApi broker = stage.brokerApi();
        broker.purgeDeadLetters();
        long redelivered = broker.redelivered();
        return new Outcome(
                fault.name(),
                sent,
                Verdict.of(sent.accepted(), customers.opening(), Books.of(stage.env())),
                redelivered < redeliveredBefore ? redelivered : redelivered - redeliveredBefore,
                dead,
                drained,
                complaints);
    }

    private void complaintsOfHealth() {
        for (Service service : Service.values()) {
            if (!stage.service(service).isHealthy()) {
                complaints.add("the %s service is not well".formatted(service.id()));
            }
        }
    }

    private static String say(Finding finding) {
        return "%d times not so: %s (%s)"
                .formatted(
                        finding.violations(),
                        finding.invariant(),
                        String.join(", ", finding.examples()));
    }
}
