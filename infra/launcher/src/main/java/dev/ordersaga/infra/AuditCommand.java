package dev.ordersaga.infra;

import dev.ordersaga.infra.audit.Audit;
import dev.ordersaga.infra.audit.Finding;
import dev.ordersaga.infra.run.EnvFile;
import dev.ordersaga.infra.run.RunDirectory;
import dev.ordersaga.infra.terminal.Failure;
import dev.ordersaga.infra.terminal.Paint;
import dev.ordersaga.infra.terminal.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells whether the four databases and the broker agree. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Compares the four databases and the broker, and changes nothing.")
final class AuditCommand implements Callable<Integer> {

    @Option(
            names = "--env",
            paramLabel = "FILE",
            description = "Where the addresses are, instead of .run/env.")
    private Path env = RunDirectory.standard().env();

    @Option(
            names = "--older-than",
            paramLabel = "SECONDS",
            description = "An order that has not ended after this time is a violation.")
    private long olderThan = 60;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "How long to look again at what is violated.")
    private long wait = 10;

    private final Progress progress = new Progress(System.out);
    private final Paint paint = Paint.forTerminal();

    @Override
    public Integer call() {
        Map<String, String> addresses = EnvFile.read(env).orElseThrow(this::notRunning);
        List<Finding> findings =
                Audit.of(addresses, Duration.ofSeconds(olderThan)).run(Duration.ofSeconds(wait));
        findings.forEach(this::print);
        long violated = findings.stream().filter(finding -> !finding.holds()).count();
        progress.print("");
        progress.print(
                violated == 0
                        ? paint.good("All %d invariants hold.".formatted(findings.size()))
                        : paint.bad(
                                "%d of %d invariants are violated."
                                        .formatted(violated, findings.size())));
        return violated == 0 ? 0 : 1;
    }

    private void print(Finding finding) {
        String line = "%8d  %s".formatted(finding.violations(), finding.invariant());
        progress.print(
                finding.holds()
                        ? line
                        : paint.bad(line + ": " + String.join(", ", finding.examples())));
        finding.notes().forEach(note -> progress.print("          " + note));
    }

    private Failure notRunning() {
        return Failure.impossible(
                "There is no %s; infra/run --detach starts the system and writes it."
                        .formatted(env));
    }
}
