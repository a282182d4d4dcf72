package dev.ordersaga.infra.benchmark;

import dev.ordersaga.infra.benchmark.load.Mix;
import dev.ordersaga.infra.run.EnvFile;
import dev.ordersaga.infra.run.Ports;
import dev.ordersaga.infra.run.RunDirectory;
import dev.ordersaga.infra.services.OrderSystem;
import dev.ordersaga.infra.terminal.Failure;
import dev.ordersaga.infra.terminal.Paint;
import dev.ordersaga.infra.terminal.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Tells how fast the system is here, and what an order costs. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        description = "Starts the whole system, measures it, and stops it.")
public final class BenchmarkCommand implements Callable<Integer> {

    private static final int FIRST_BASE = 18_080;

    @Option(names = "--rate", paramLabel = "N", description = "So many orders per second.")
    private double rate;

    @Option(names = "--saturate", description = "As many orders per second as there can be.")
    private boolean saturate;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            description = "With --saturate: how many orders are on their way at any time.")
    private int inFlight = 2_000;

    @Option(names = "--duration", paramLabel = "SECONDS", description = "The measured time.")
    private int duration = 60;

    @Option(names = "--warmup", paramLabel = "SECONDS", description = "The time before it.")
    private int warmup = 30;

    @Option(names = "--mix", paramLabel = "KIND=WEIGHT,…", description = "Orders of which kind.")
    private String mix = Mix.USUAL;

    @Option(names = "--stored", paramLabel = "N", description = "Orders that are there before.")
    private int stored;

    @Option(names = "--floor", description = "Measure the raw floor before and after.")
    private boolean floor;

    @Option(names = "--seed", paramLabel = "N", description = "Draws the orders.")
    private long seed = 1;

    @Option(names = "--json", paramLabel = "FILE", description = "Where the result goes, too.")
    private @Nullable Path json;

    @Option(names = "--port-base", paramLabel = "N", description = "First port to be used.")
    private int portBase;

    private final RunDirectory directory =
            new RunDirectory(RunDirectory.standard().root().resolve("benchmark"));
    private final Progress progress = new Progress(System.out);
    private final OrderSystem system =
            new OrderSystem(directory, progress).with(FastDataPlatform.class);
    private final Paint paint = Paint.forTerminal();

    @Override
    public Integer call() {
        Settings settings = settings();
        directory.create();
        try (FileChannel channel =
                        FileChannel.open(
                                directory.root().resolve("lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock _ = requireAlone(channel)) {
            Result result = measure(settings);
            print(result);
            save(result);
            return result.isSound() ? 0 : 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Settings settings() {
        if (saturate == rate > 0) {
            throw Failure.impossible("Say either --rate N or --saturate.");
        }
        return new Settings(rate, inFlight, warmup, duration, Mix.parse(mix), stored, seed);
    }

    private Result measure(Settings settings) {
        Ports ports = portBase == 0 ? Ports.firstFree(FIRST_BASE) : new Ports(portBase);
        Thread whenInterrupted = new Thread(this::stop);
        Runtime.getRuntime().addShutdownHook(whenInterrupted);
        system.stop();
        try {
            system.start(ports, true);
            var env = EnvFile.read(directory.env()).orElseThrow();
            return new Benchmark(settings, directory, progress, env).run(floor);
        } finally {
            system.stop();
        }
    }

    /** Runs when this process ends, be it by Ctrl-C. */
    private void stop() {
        system.interrupt();
        if (!system.alive().isEmpty()) {
            system.stop();
        }
    }

    private static FileLock requireAlone(FileChannel channel) throws IOException {
        @Nullable FileLock lock = channel.tryLock();
        if (lock == null) {
            throw Failure.failed("Another infra/benchmark is running here.");
        }
        return lock;
    }

    private void print(Result result) {
        progress.print("");
        progress.print(result.settings().summary());
        progress.print(result.machine().summary());
        for (Facts.Row row : Facts.of(result)) {
            if (row.isHeading()) {
                progress.print("");
                progress.print(paint.title(row.name()));
            } else {
                progress.print("  %-52s %s".formatted(row.name(), row.value()));
            }
        }
        progress.print("");
    }

    private void save(Result result) throws IOException {
        Path report = directory.root().resolve("report.html");
        Files.writeString(report, HtmlReport.of(result));
        progress.print("The report is in " + report);
        if (json != null) {
            Files.writeString(
                    json,
                    JsonMapper.shared()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(result));
            progress.print("The result is in " + json);
        }
    }
}
