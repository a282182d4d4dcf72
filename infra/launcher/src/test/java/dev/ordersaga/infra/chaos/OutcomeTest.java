package dev.ordersaga.infra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OutcomeTest {

    private static final Verdict RIGHT = new Verdict(2, List.of(), List.of(), 0);
    private static final OptionalDouble SOON = OptionalDouble.of(1.25);

    @Test
    void nothingAmissIsGood() {
        assertThat(outcome(RIGHT, SOON, List.of()).isGood()).isTrue();
    }

    @Test
    void aLostOrderIsNotGood() {
        Verdict verdict = new Verdict(1, List.of("b"), List.of(), 0);

        assertThat(outcome(verdict, SOON, List.of()).findings()).containsExactly("lost: b");
    }

    @Test
    void aDoubledChargeIsNotGood() {
        Verdict verdict = new Verdict(2, List.of(), List.of("a charged 2 times"), 0);

        assertThat(outcome(verdict, SOON, List.of()).findings())
                .containsExactly("doubled: a charged 2 times");
    }

    @Test
    void driftIsNotGood() {
        assertThat(outcome(new Verdict(2, List.of(), List.of(), 7), SOON, List.of()).findings())
                .containsExactly("the balances are off by 7");
    }

    @Test
    void whatDoesNotDrainIsNotGood() {
        assertThat(outcome(RIGHT, OptionalDouble.empty(), List.of()).findings())
                .containsExactly("not drained in time");
    }

    @Test
    void aViolatedInvariantIsNotGood() {
        assertThat(outcome(RIGHT, SOON, List.of("an outbox is not empty")).findings())
                .containsExactly("an outbox is not empty");
    }

    @Test
    void theTableHasItsNumbersUnderTheirNames() {
        String line = Report.line(outcome(RIGHT, SOON, List.of()));

        assertThat(line).hasSameSizeAs(Report.header());
        assertThat(line.split("\\s+", 0))
                .containsExactly("some-fault", "5", "2", "2", "0", "0", "0", "3", "1", "1.3", "s");
        assertThat(Report.details(outcome(RIGHT, SOON, List.of("oh"))))
                .containsExactly("    1 × why", "    NOT RIGHT: oh");
    }

    @Test
    void theFileTellsTheSeedAndEveryNumber(@TempDir Path place) throws Exception {
        Path file = place.resolve("chaos.json");

        Report.writeJson(file, 42, List.of(outcome(RIGHT, SOON, List.of("oh"))));

        JsonNode json = new JsonMapper().readTree(Files.readString(file));
        assertThat(json.path("seed").asLong()).isEqualTo(42);
        assertThat(json.path("good").asBoolean(true)).isFalse();
        JsonNode fault = json.path("faults").path(0);
        assertThat(fault.path("attempted").asInt()).isEqualTo(5);
        assertThat(fault.path("drainedAfterSeconds").asDouble()).isEqualTo(1.25);
        assertThat(fault.path("findings").path(0).asString("")).isEqualTo("oh");
    }

    private static Outcome outcome(
            Verdict verdict, OptionalDouble drained, List<String> complaints) {
        return new Outcome(
                "some-fault",
                new Load.Sent(5, Set.of("a", "b"), 2, 1),
                verdict,
                3,
                new DeadLetters(Map.of("why", 1L)),
                drained,
                complaints);
    }
}
