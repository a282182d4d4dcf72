package dev.ordersaga.infra.chaos;

import dev.ordersaga.infra.run.Service;
import dev.ordersaga.infra.services.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What may happen to the services' processes. */
final class ServiceFaults {

    /** Longer than every lease and the broker's patience with a silent connection. */
    private static final Duration A_LONG_SLEEP = Duration.ofSeconds(25);

    private static final int SOME_MOMENT = 1_000;

    private ServiceFaults() {}

    static List<Fault> all() {
        return Stream.of(
                        Stream.of(Service.values()).map(ServiceFaults::killed),
                        Stream.of(Service.values()).map(ServiceFaults::frozen),
                        Stream.of(allKilled(), restarted(), zombie(), twoOfEach()))
                .flatMap(faults -> faults)
                .toList();
    }

    private static Fault killed(Service service) {
        Fault fault =
                Fault.of(
                        "kill-" + service.id(),
                        "the %s service is killed (SIGKILL) and started again"
                                .formatted(service.id()),
                        stage -> {
                            stage.moment(SOME_MOMENT);
                            stage.service(service).kill();
                            return () -> start(stage.service(service));
                        });
        return service == Service.PAYMENT ? fault.quickly() : fault;
    }

    private static Fault frozen(Service service) {
        return Fault.of(
                "freeze-" + service.id(),
                "the %s service is stopped where it is (SIGSTOP), and goes on later"
                        .formatted(service.id()),
                stage -> {
                    stage.moment(SOME_MOMENT);
                    stage.service(service).freeze();
                    return stage.service(service)::thaw;
                });
    }

    private static Fault allKilled() {
        return Fault.of(
                "kill-all",
                "all four services are killed at once",
                stage -> {
                    stage.moment(SOME_MOMENT);
                    each(stage).forEach(ServiceProcess::kill);
                    return () -> {
                        each(stage).forEach(ServiceProcess::start);
                        each(stage).forEach(ServiceProcess::awaitHealth);
                    };
                });
    }

    private static Fault restarted() {
        return Fault.of(
                "restart-all",
                "one service after the other is asked to end, and started again",
                stage -> {
                    each(stage)
                            .forEach(
                                    service -> {
                                        service.stop();
                                        start(service);
                                    });
                    return () -> {};
                });
    }

    private static Fault zombie() {
        return Fault.of(
                "zombie",
                "a service sleeps past every lease while its second instance works, and wakes",
                stage -> {
                    Service service = stage.anyService();
                    start(stage.system().second(service));
                    stage.service(service).freeze();
                    Stage.pause(A_LONG_SLEEP);
                    stage.service(service).thaw();
                    return stage.system().second(service)::stop;
                });
    }

    private static Fault twoOfEach() {
        return Fault.of(
                "two-of-each",
                "every service runs twice, and first one instance of each is killed, then the other",
                stage -> {
                    seconds(stage).forEach(ServiceProcess::start);
                    seconds(stage).forEach(ServiceProcess::awaitHealth);
                    stage.moment(SOME_MOMENT);
                    each(stage).forEach(ServiceProcess::kill);
                    each(stage).forEach(ServiceProcess::start);
                    each(stage).forEach(ServiceProcess::awaitHealth);
                    return () -> seconds(stage).forEach(ServiceProcess::kill);
                });
    }

    static void start(ServiceProcess service) {
        service.start();
        service.awaitHealth();
    }

    private static List<ServiceProcess> each(Stage stage) {
        return Stream.of(Service.values()).map(stage::service).toList();
    }

    private static List<ServiceProcess> seconds(Stage stage) {
        return Stream.of(Service.values()).map(stage.system()::second).toList();
    }
}
