package dev.ordersaga.infra.chaos;

import dev.ordersaga.infra.run.EnvFile;
import dev.ordersaga.infra.run.Http;
import dev.ordersaga.infra.run.Ports;
import dev.ordersaga.infra.run.RunDirectory;
import dev.ordersaga.infra.services.OrderSystem;
import dev.ordersaga.infra.terminal.Failure;
import dev.ordersaga.infra.terminal.Paint;
import dev.ordersaga.infra.terminal.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs the system, lets one thing after the other go wrong, and tells what became of the orders.
 */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description = "Runs the system under load while one thing after the other goes wrong.")
public final class ChaosCommand implements Callable<Integer> {

    /** Far from where others look for their ports. */
    private static final int FIRST_BASE = 24_080;

    private static final int LONGEST_HELD = 600;

    @Option(names = "--quick", description = "Only a few faults, one of each sort.")
    private boolean quick;

    @Option(
            names = "--fault",
            paramLabel = "NAME",
            description = "Only this fault; may be given several times, and * stands for anything.")
    private List<String> names = List.of();

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            description = "For how long each fault is held (5).")
    private int duration = 5;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Draws orders, moments and combinations as in the run that printed it.")
    private long seed = new Random().nextInt(1_000_000);

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Writes what the table tells, and more, to this file.")
    private Path json = Path.of("");

    @Option(names = "--list", description = "Lists the faults, and does nothing.")
    private boolean list;

    private final RunDirectory directory =
            new RunDirectory(RunDirectory.standard().root().resolve("chaos"));
    private final Progress progress = new Progress(System.out);
    private final Paint paint = Paint.forTerminal();

    private final List<Outcome> outcomes = new CopyOnWriteArrayList<>();
    private volatile boolean interrupted;

    @Override
    public Integer call() {
        Catalogue catalogue = Catalogue.drawnBy(seed);
        if (list) {
            catalogue.all().forEach(this::describe);
            return 0;
        }
        if (duration < 1 || duration > LONGEST_HELD) {
            throw Failure.impossible(
                    "--duration must be between 1 and %d, not %d."
                            .formatted(LONGEST_HELD, duration));
        }
        return run(chosen(catalogue));
    }

    private List<Fault> chosen(Catalogue catalogue) {
        if (!names.isEmpty()) {
            return catalogue.named(names);
        }
        return quick ? catalogue.quick() : catalogue.all();
    }

    private void describe(Fault fault) {
        progress.print(
                "  %-42s %s%s"
                        .formatted(fault.name(), fault.what(), fault.quick() ? " (quick)" : ""));
    }

    private int run(List<Fault> faults) {
        progress.say("Chaos of %d faults, seed %d".formatted(faults.size(), seed));
        directory.create();
        try (Proxies proxies = new Proxies()) {
            OrderSystem system = new OrderSystem(directory, progress, proxies);
            system.stop();
            Thread whenInterrupted = new Thread(() -> interrupt(system));
            Runtime.getRuntime().addShutdownHook(whenInterrupted);
            try {
                tryAll(faults, system, proxies);
                return interrupted ? 1 : summary();
            } finally {
                if (!interrupted) {
                    Runtime.getRuntime().removeShutdownHook(whenInterrupted);
                    stop(system);
                }
            }
        }
    }

    private void tryAll(List<Fault> faults, OrderSystem system, Proxies proxies) {
        Ports ports = Ports.firstFree(FIRST_BASE);
        system.start(ports, true);
        Map<String, String> env = EnvFile.read(directory.env()).orElseThrow();
        Customers customers = new Customers(env);
        customers.introduce();
        for (Fault fault : faults) {
            Outcome outcome = tried(fault, stage(system, proxies, ports, env, customers, fault));
            if (interrupted) {
                break;
            }
            outcomes.add(outcome);
            tell(outcome);
        }
    }

    private Stage stage(
            OrderSystem system,
            Proxies proxies,
            Ports ports,
            Map<String, String> env,
            Customers customers,
            Fault fault) {
        return new Stage(
                system,
                proxies,
                system.servers().privateBroker(ports),
                system.servers().privateDatabase(ports),
                env,
                customers,
                new Random(seed * 31 + fault.name().hashCode()),
                new AtomicInteger());
    }

    private Outcome tried(Fault fault, Stage stage) {
        progress.say("%s: %s".formatted(fault.name(), fault.what()));
        try {
            return new Trial(stage, Duration.ofSeconds(duration)).of(fault);
        } catch (Failure | Http.Unreachable e) {
            return Outcome.unknown(fault, String.valueOf(e.getMessage()));
        }
    }

    private void tell(Outcome outcome) {
        String line = Report.line(outcome);
        progress.print(outcome.isGood() ? line : paint.bad(line));
        Report.details(outcome).forEach(progress::print);
    }

    private int summary() {
        boolean good = outcomes.stream().allMatch(Outcome::isGood);
        progress.print("");
        progress.print(paint.title(Report.header()));
        outcomes.forEach(this::tell);
        progress.print("");
        progress.print(verdict(good));
        if (!json.toString().isEmpty()) {
            Report.writeJson(json, seed, outcomes);
        }
        return good && !interrupted ? 0 : 1;
    }

    private String verdict(boolean good) {
        if (!good) {
            return paint.bad(
                    "Not everything was right; seed %d, logs in %s"
                            .formatted(seed, directory.logs()));
        }
        return interrupted
                ? paint.bad("Interrupted after %d faults; seed %d".formatted(outcomes.size(), seed))
                : paint.good("Nothing lost, nothing doubled, no drift; seed %d".formatted(seed));
    }

    private void interrupt(OrderSystem system) {
        interrupted = true;
        stop(system);
        summary();
    }

    private void stop(OrderSystem system) {
        system.interrupt();
        progress.say("Stopping everything");
        system.stop();
        RunDirectory.delete(directory.data());
    }
}
