package dev.ordersaga.infra;

import dev.ordersaga.infra.identity.Sessions;
import dev.ordersaga.infra.run.EnvFile;
import dev.ordersaga.infra.run.Http;
import dev.ordersaga.infra.run.RunDirectory;
import dev.ordersaga.infra.terminal.Failure;
import dev.ordersaga.infra.terminal.Paint;
import dev.ordersaga.infra.terminal.Progress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Shows the dead letters of the running system, and replays them. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = "Lists dead letters, or replays some of them.")
final class DeadLettersCommand implements Callable<Integer> {

    @Option(
            names = "--env",
            paramLabel = "FILE",
            description = "Where the addresses are, instead of .run/env.")
    private Path env = RunDirectory.standard().env();

    @Option(names = "--queue", paramLabel = "NAME", description = "Only those of this work queue.")
    private String queue = "";

    @Option(names = "--limit", paramLabel = "NUMBER", description = "So many at most.")
    private int limit = 100;

    @Option(
            names = "--replay",
            arity = "1..*",
            paramLabel = "ID",
            description = "Replays the dead letters with these message ids.")
    private List<String> replay = new ArrayList<>();

    @Option(
            names = "--replay-verdict",
            paramLabel = "VERDICT",
            description = "Replays those of which this is expected: TAKES_EFFECT, DUPLICATE, LATE.")
    private String verdict = "";

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why they are replayed, for the timelines of their sagas.")
    private String reason = "";

    private final Progress progress = new Progress(System.out);
    private final Paint paint = Paint.forTerminal();

    @Override
    public Integer call() {
        Map<String, String> addresses = addresses();
        Http order =
                Http.to(addresses.getOrDefault("ORDER_URL", ""))
                        .as(new Sessions(addresses).operator()::authorization);
        if (replay.isEmpty() && verdict.isEmpty()) {
            list(order.get(query()).required().body());
            return 0;
        }
        if (reason.isBlank()) {
            throw Failure.impossible("Tell with --reason why they are to be replayed.");
        }
        JsonNode results = order.post("/dead-letters/replay", selection()).required().body();
        results.at("/results").forEach(this::result);
        long asked = results.at("/results").size();
        long replayed = results.at("/replayed").asLong();
        progress.print("%d of %d replayed.".formatted(replayed, asked));
        return replayed == asked ? 0 : 1;
    }

    private String query() {
        String some = queue.isEmpty() ? "" : "&queue=" + encoded(queue);
        return "/dead-letters?limit=" + limit + some;
    }

    private Map<String, ?> selection() {
        Map<String, Object> selection = new LinkedHashMap<>();
        if (!replay.isEmpty()) {
            selection.put("messageIds", replay);
        }
        if (!verdict.isEmpty()) {
            selection.put("verdict", verdict);
        }
        if (!queue.isEmpty()) {
            selection.put("queue", queue);
        }
        selection.put("limit", limit);
        selection.put("reason", reason);
        return selection;
    }

    private void list(JsonNode page) {
        for (JsonNode letter : page.at("/deadLetters")) {
            String line =
                    "%-13s %-22s %-18s %s"
                            .formatted(
                                    letter.at("/verdict").asString(),
                                    letter.at("/queue").asString(),
                                    letter.at("/eventType").asString(),
                                    letter.at("/messageId").asString("without id"));
            boolean useful = letter.at("/verdict").asString().equals("TAKES_EFFECT");
            progress.print(useful ? paint.good(line) : line);
            progress.print("    " + history(letter));
            progress.print("    " + letter.at("/why").asString());
        }
        progress.print(
                "%d dead letters%s."
                        .formatted(
                                page.at("/deadLetters").size(),
                                page.at("/more").asBoolean() ? ", and more" : ""));
    }

    private static String history(JsonNode letter) {
        return "saga %s, step %s, %s; %d attempts, %d replays, failed at %s"
                .formatted(
                        letter.at("/txId").asString("unknown"),
                        letter.at("/step").asString(),
                        letter.at("/reason").asString(),
                        letter.at("/attempts").asInt(),
                        letter.at("/replays").asInt(),
                        letter.at("/failedAt").asString("unknown"));
    }

    private void result(JsonNode result) {
        String outcome = result.at("/outcome").asString();
        String line =
                "%-13s %-22s %s  %s"
                        .formatted(
                                outcome,
                                result.at("/queue").asString(""),
                                result.at("/messageId").asString("without id"),
                                result.at("/why").asString(""));
        progress.print(outcome.equals("REPLAYED") ? line : paint.bad(line));
    }

    private Map<String, String> addresses() {
        return EnvFile.read(env)
                .filter(addresses -> addresses.containsKey("ORDER_URL"))
                .orElseThrow(
                        () ->
                                Failure.impossible(
                                        "The system is not running; infra/run --detach starts it"
                                                + " and writes %s.".formatted(env)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
