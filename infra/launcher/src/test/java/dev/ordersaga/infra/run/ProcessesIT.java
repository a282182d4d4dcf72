package dev.ordersaga.infra.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ordersaga.infra.terminal.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesIT {

    private static final String NAME = "sleeper";

    @TempDir Path place;
    private RunDirectory directory;
    private Processes processes;

    @BeforeEach
    void prepare() {
        directory = new RunDirectory(place);
        directory.create();
        processes = new Processes(directory);
    }

    @AfterEach
    void stop() {
        processes.stop(List.of(NAME));
    }

    @Test
    void whatWasStartedIsFoundAgainAndStopped() {
        start("sleep 600");
        assertThat(new Processes(directory).alive()).containsExactly(NAME);

        new Processes(directory).stop(List.of(NAME));

        assertThat(processes.isAlive(NAME)).isFalse();
        assertThat(processes.isRecorded(NAME)).isFalse();
    }

    @Test
    void whatIsFrozenLivesAndGoesOnWhenThawed() {
        start("sleep 600");

        processes.freeze(NAME);
        Await.until("that it stops", Duration.ofSeconds(30), () -> processes.isFrozen(NAME));
        assertThat(processes.isAlive(NAME)).isTrue();

        processes.thaw(NAME);
        Await.until("that it goes on", Duration.ofSeconds(30), () -> !processes.isFrozen(NAME));
    }

    @Test
    void whatIsKilledHasEnded() {
        start("trap '' TERM; while :; do sleep 1; done");

        processes.kill(NAME);

        assertThat(processes.isAlive(NAME)).isFalse();
        assertThat(processes.isRecorded(NAME)).isTrue();
    }

    @Test
    void whatHasEndedByItselfIsToldWithTheEndOfItsLog() {
        start("echo the reason; printf '\\tat some.Frame\\n'; exit 3");
        Await.until("its end", Duration.ofSeconds(30), () -> !processes.isAlive(NAME));

        assertThat(processes.isRecorded(NAME)).isTrue();
        assertThatThrownBy(() -> processes.requireAlive(NAME))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("the reason")
                .hasMessageNotContaining("some.Frame");
    }

    @Test
    void theTerminalsCtrlCAndHangUpAreNotHeard() {
        start("kill -INT $$; kill -HUP $$; echo survived; exec sleep 600");

        Await.until(
                "its word",
                Duration.ofSeconds(30),
                () -> processes.requireAlive(NAME) && log().contains("survived"));
    }

    @Test
    void whatWakesDoesNotPushAsideWhatIsAtWork() {
        assumeThat(Shell.find("chrt")).as("Linux's chrt").isPresent();

        start("echo \"$(chrt --pid $$)\"; exec sleep 600");

        Await.until(
                "its word",
                Duration.ofSeconds(30),
                () -> processes.requireAlive(NAME) && log().contains("SCHED_BATCH"));
    }

    private String log() {
        try {
            return Files.readString(directory.log(NAME));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start(String script) {
        processes.start(NAME, List.of("sh", "-c", script), Map.of(), place);
    }
}
