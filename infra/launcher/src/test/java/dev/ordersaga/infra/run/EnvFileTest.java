package dev.ordersaga.infra.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvFileTest {

    private static final String AWKWARD = "it's $HOME `id` \"x\" \\ # = end";

    @Test
    void whatIsWrittenIsReadAgain() {
        Map<String, String> values = Map.of("AWKWARD", AWKWARD, "EMPTY", "");

        assertThat(EnvFile.parse(EnvFile.format(values))).isEqualTo(values);
    }

    @Test
    void aShellReadsTheSame() {
        String script = EnvFile.format(Map.of("AWKWARD", AWKWARD)) + "printf %s \"$AWKWARD\"";

        assertThat(Shell.output(List.of("sh", "-c", script))).contains(AWKWARD);
    }
}
