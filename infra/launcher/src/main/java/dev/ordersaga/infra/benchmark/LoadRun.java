package dev.ordersaga.infra.benchmark;

import dev.ordersaga.infra.benchmark.load.LoadProcess;
import dev.ordersaga.infra.benchmark.load.Plan;
import dev.ordersaga.infra.benchmark.load.Said;
import dev.ordersaga.infra.benchmark.load.Second;
import dev.ordersaga.infra.benchmark.load.Summary;
import dev.ordersaga.infra.terminal.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The load process, seen from outside. It ends when this process does. */
final class LoadRun implements AutoCloseable {

    private final Process process;

    private LoadRun(Process process) {
        this.process = process;
    }

    /** What becomes of it, as it happens. */
    interface Listener {

        void begun();

        void ended();

        void passed(Second second);
    }

    static LoadRun start(Plan plan, Path log) {
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadProcess.class.getName());
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.to(log.toFile()))
                            .start();
            process.getOutputStream().write((plan.line() + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            return new LoadRun(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Party party() {
        return Party.of("load", process.toHandle());
    }

    /** Returns when all orders have ended, or patience has. */
    Summary follow(Listener listener, Path log) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                Said said = Said.read(line);
                if (said instanceof Said.Over(Summary summary)) {
                    return summary;
                }
                tell(listener, said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw Failure.failed("The load process has ended unexpectedly; see %s.".formatted(log));
    }

    private static void tell(Listener listener, Said said) {
        switch (said) {
            case Said.Begun _ -> listener.begun();
            case Said.Ended _ -> listener.ended();
            case Said.Passed(Second second) -> listener.passed(second);
            case Said.Over _ -> {}
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
