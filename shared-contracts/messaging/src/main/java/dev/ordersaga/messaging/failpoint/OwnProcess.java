package dev.ordersaga.messaging.failpoint;

import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Real signals to the process itself, by way of the shell: Java has none. */
final class OwnProcess {

    /** A stop is felt a moment after it was sent: nothing is crossed meanwhile. */
    private static final Duration UNTIL_FELT = Duration.ofMillis(100);

    private OwnProcess() {}

    /** Never completes: nothing comes after it. */
    static Mono<Void> kill() {
        return signal("KILL").then(Mono.never());
    }

    /** Completes when somebody has made the process go on. */
    static Mono<Void> stop() {
        return signal("STOP").then(Mono.delay(UNTIL_FELT)).then();
    }

    private static Mono<Void> signal(String name) {
        return Mono.<Void>fromCallable(
                        () -> {
                            String command =
                                    "kill -s " + name + " " + ProcessHandle.current().pid();
                            int status = new ProcessBuilder("sh", "-c", command).start().waitFor();
                            if (status != 0) {
                                throw new IllegalStateException(command + ": status " + status);
                            }
                            return null;
                        })
                .subscribeOn(Schedulers.boundedElastic());
    }
}
