package dev.ordersaga.infra.chaos;

import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.infra.services.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What may happen to the broker. */
final class BrokerFaults {

    private static final int HARDLY_ANYTHING = 3;

    private static final Duration UNTIL_SOMETHING_WAITS = Duration.ofSeconds(2);

    private BrokerFaults() {}

    static List<Fault> all() {
        return List.of(
                killed().quickly(),
                restarted(),
                connectionsClosed().quickly(),
                memoryAlarm().quickly(),
                diskAlarm(),
                queueDeleted(),
                bindingsDeleted(),
                queuesFull());
    }

    private static Fault killed() {
        return Fault.of(
                "broker-kill",
                "the broker is killed (SIGKILL) and started again",
                stage -> {
                    stage.broker().kill();
                    return () -> {
                        stage.broker().startAgain();
                        stage.awaitBroker();
                    };
                });
    }

    private static Fault restarted() {
        return Fault.of(
                "broker-restart",
                "the broker is stopped in good order and started again",
                stage -> {
                    stage.broker().control("stop_app");
                    return () -> {
                        stage.broker().control("start_app");
                        stage.awaitBroker();
                    };
                });
    }

    private static Fault connectionsClosed() {
        return Fault.of(
                "broker-connections-cut",
                "the broker closes all connections, twice",
                stage -> {
                    stage.brokerApi().closeConnections();
                    return stage.brokerApi()::closeConnections;
                });
    }

    private static Fault memoryAlarm() {
        return Fault.of(
                "broker-memory-alarm",
                "the broker is short of memory: it reads nothing from publishers",
                stage -> {
                    stage.broker().control("set_vm_memory_high_watermark", "0.000001");
                    return () -> stage.broker().control("set_vm_memory_high_watermark", "0.4");
                });
    }

    private static Fault diskAlarm() {
        return Fault.of(
                "broker-disk-alarm",
                "the broker is short of disk: it reads nothing from publishers",
                stage -> {
                    stage.broker().control("set_disk_free_limit", "900000GB");
                    return () -> stage.broker().control("set_disk_free_limit", "200MB");
                });
    }

    private static Fault queueDeleted() {
        return Fault.of(
                "queues-deleted",
                "all work queues but the data platform's are deleted, with what is in them, until they"
                        + " are declared again",
                stage -> {
                    ServiceProcess sleeper = stage.service(stage.anyService());
                    sleeper.freeze();
                    Stage.pause(UNTIL_SOMETHING_WAITS);
                    sagaQueues().forEach(queue -> stage.brokerApi().deleteQueue(queue.queueName()));
                    sleeper.thaw();
                    return stage::declareTopology;
                });
    }

    private static Fault bindingsDeleted() {
        return Fault.of(
                "bindings-deleted",
                "no work queue is bound to its exchange, until they are bound again",
                stage -> {
                    sagaQueues().forEach(stage.brokerApi()::deleteBindings);
                    return stage::declareTopology;
                });
    }

    private static Fault queuesFull() {
        return Fault.of(
                "queues-full",
                "work queues take only %d messages and refuse the others"
                        .formatted(HARDLY_ANYTHING),
                stage -> {
                    stage.brokerApi().limitWorkQueues(HARDLY_ANYTHING);
                    return stage.brokerApi()::unlimitWorkQueues;
                });
    }

    private static List<WorkQueue> sagaQueues() {
        return Stream.of(WorkQueue.values())
                .filter(queue -> queue != WorkQueue.DATA_PLATFORM)
                .toList();
    }
}
