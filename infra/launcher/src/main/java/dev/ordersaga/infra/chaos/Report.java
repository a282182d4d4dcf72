package dev.ordersaga.infra.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The table: a line for each fault. */
final class Report {

    private static final String LINE = "%-42s %6s %6s %6s %5s %7s %6s %7s %6s %8s";

    private Report() {}

    static String header() {
        return LINE.formatted(
                "fault", "tried", "accept", "ended", "lost", "doubled", "drift", "redeliv", "dead",
                "drained");
    }

    static String line(Outcome outcome) {
        Verdict verdict = outcome.verdict();
        return LINE.formatted(
                outcome.fault(),
                outcome.sent().attempted(),
                outcome.sent().accepted().size(),
                verdict.ended(),
                verdict.lost().size(),
                verdict.doubled().size(),
                verdict.drift(),
                outcome.redelivered(),
                outcome.deadLetters().number(),
                outcome.drainedAfter().isPresent()
                        ? String.format(Locale.ROOT, "%.1f s", outcome.drainedAfter().getAsDouble())
                        : "never");
    }

    /** The lines beneath a fault's own: why messages are dead, and what must not be. */
    static List<String> details(Outcome outcome) {
        return Stream.concat(
                        outcome.deadLetters().lines().stream(),
                        outcome.findings().stream().map(finding -> "NOT RIGHT: " + finding))
                .map(line -> "    " + line)
                .toList();
    }

    static void writeJson(Path file, long seed, List<Outcome> outcomes) {
        Map<String, Object> json = new TreeMap<>();
        json.put("seed", seed);
        json.put("good", outcomes.stream().allMatch(Outcome::isGood));
        json.put("faults", outcomes.stream().map(Outcome::json).toList());
        try {
            Files.writeString(
                    file,
                    JsonMapper.builder()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .build()
                            .writeValueAsString(json),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
