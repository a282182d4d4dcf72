package dev.ordersaga.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/**
 * What is asked for wrongly is answered with one sentence and exit code 2, before anything runs.
 */
class BenchmarkArgumentsTest {

    private final StringWriter errors = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--duration 5|Say either --rate N or --saturate.",
                "--rate 5 --saturate|Say either --rate N or --saturate.",
                "--rate 30000|--rate must be above 0, at most 20000.",
                "--saturate --in-flight 0|--in-flight must be from 1 to 100000.",
                "--rate 5 --duration 0|--duration must be from 1 to 3600 seconds.",
                "--rate 5 --warmup -1|--warmup must be from 0 to 3600 seconds.",
                "--rate 5 --stored -1|--stored must be from 0 to 10000000 orders.",
                "--rate 5 --mix approved|--mix needs a number after approved, e.g. approved=10.",
                "--rate 5 --mix approved=0|--mix has no orders in it."
            })
    void wrongArgumentsAreRefusedWithASentence(String arguments, String sentence) {
        assertThat(exitCode(arguments)).isEqualTo(2);
        assertThat(errors.toString().strip()).isEqualTo(sentence);
    }

    @Test
    void anUnknownOptionIsRefused() {
        assertThat(exitCode("--rat 5")).isEqualTo(2);
        assertThat(errors.toString()).contains("--rat").hasLineCount(1);
    }

    private int exitCode(String arguments) {
        CommandLine launcher = Launcher.commandLine();
        launcher.setErr(new PrintWriter(errors, true));
        return launcher.execute(("benchmark " + arguments).split(" "));
    }
}
