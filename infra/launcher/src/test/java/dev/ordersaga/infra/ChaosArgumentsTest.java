package dev.ordersaga.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ChaosArgumentsTest {

    @ParameterizedTest
    @CsvSource({
        "--fault, rain, There is no fault rain",
        "--duration, 0, --duration must be between 1 and 600",
        "--seed, x, Invalid value for option '--seed'"
    })
    void whatMakesNoSenseIsRefusedWithOneSentence(String option, String value, String sentence) {
        StringWriter said = new StringWriter();
        CommandLine commandLine = Launcher.commandLine().setErr(new PrintWriter(said, true));

        int exitCode = commandLine.execute("chaos", option, value);

        assertThat(exitCode).isEqualTo(2);
        assertThat(said.toString()).startsWith(sentence).hasLineCount(1);
    }
}
