package dev.ordersaga.infra.chaos;

import dev.ordersaga.infra.run.Await;
import dev.ordersaga.infra.run.Http;
import dev.ordersaga.infra.run.Service;
import dev.ordersaga.infra.services.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What may happen to a service at exactly one of the runtime's boundaries. */
final class FailpointFaults {

    private static final List<String> POINTS =
            List.of("before-commit", "after-commit", "after-publish", "before-ack");
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final int MOST_SPARED = 30;
    private static final int FAILURES = 25;
    private static final Duration LONGEST_WAY = Duration.ofSeconds(60);

    private FailpointFaults() {}

    static List<Fault> all() {
        return Stream.of(
                        everywhere(FailpointFaults::killed),
                        everywhere(FailpointFaults::frozen),
                        POINTS.stream().map(FailpointFaults::failing))
                .flatMap(faults -> faults)
                .toList();
    }

    /** What is made of a service and a failpoint. */
    @FunctionalInterface
    private interface Kind {

        Fault at(Service service, String point);
    }

    private static Stream<Fault> everywhere(Kind kind) {
        return Stream.of(Service.values())
                .flatMap(service -> POINTS.stream().map(point -> kind.at(service, point)));
    }

    private static Fault killed(Service service, String point) {
        return Fault.of(
                "kill-%s-%s".formatted(service.id(), point),
                "the %s service is killed (SIGKILL) at its failpoint %s"
                        .formatted(service.id(), point),
                stage -> {
                    ServiceProcess process = stage.service(service);
                    arm(stage, service, point, "KILL");
                    Await.until("its end", LONGEST_WAIT, () -> !process.isAlive());
                    return () -> ServiceFaults.start(process);
                });
    }

    private static Fault frozen(Service service, String point) {
        return Fault.of(
                "freeze-%s-%s".formatted(service.id(), point),
                "the %s service is stopped (SIGSTOP) at its failpoint %s, and goes on later"
                        .formatted(service.id(), point),
                stage -> {
                    ServiceProcess process = stage.service(service);
                    arm(stage, service, point, "STOP");
                    Await.until("that it stops", LONGEST_WAIT, process::isFrozen);
                    return process::thaw;
                });
    }

    /** After the commit this is the commit whose outcome is unknown. */
    private static Fault failing(String point) {
        Fault fault =
                Fault.of(
                        "fail-" + point,
                        "in every service, %d crossings of the failpoint %s fail"
                                .formatted(FAILURES, point),
                        stage -> {
                            for (Service service : Service.values()) {
                                at(
                                        stage,
                                        service,
                                        point,
                                        Map.of("action", "FAIL", "times", FAILURES));
                            }
                            return () -> disarm(stage, point);
                        });
        return point.equals("after-commit") ? fault.quickly() : fault;
    }

    private static void disarm(Stage stage, String point) {
        for (Service service : Service.values()) {
            requireFired(stage, service, point);
            http(stage, service).delete(path(point));
        }
    }

    private static void arm(Stage stage, Service service, String point, String action) {
        int spared = stage.random().nextInt(MOST_SPARED);
        try {
            at(stage, service, point, Map.of("action", action, "after", spared));
        } catch (Http.Unreachable _) {
            // It may have come to the failpoint before it could answer, as will be seen.
        }
    }

    private static void at(Stage stage, Service service, String point, Map<String, Object> arming) {
        http(stage, service).post(path(point), arming).required();
    }

    /** Failures slow everything down: it may take a while until the last service has its share. */
    private static void requireFired(Stage stage, Service service, String point) {
        Await.until(
                "the %s service comes to its failpoint %s".formatted(service.id(), point),
                LONGEST_WAY,
                () ->
                        http(stage, service)
                                        .get(path(point))
                                        .required()
                                        .body()
                                        .path("fired")
                                        .asLong(0)
                                > 0);
    }

    private static Http http(Stage stage, Service service) {
        return Http.to(stage.service(service).url()).as(stage.customers().operator());
    }

    private static String path(String point) {
        return "/actuator/failpoints/" + point;
    }
}
