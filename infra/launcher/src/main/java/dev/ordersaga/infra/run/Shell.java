package dev.ordersaga.infra.run;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Short-lived programs, and where programs are. */
public final class Shell {

    private static final Duration SHORT = Duration.ofSeconds(10);

    /** Where servers are that an ordinary user's PATH does not name. */
    private static final List<String> MORE_PLACES =
            List.of(
                    "/usr/sbin",
                    "/usr/local/sbin",
                    "/usr/local/bin",
                    "/usr/libexec",
                    "/opt/homebrew/bin",
                    "/opt/homebrew/sbin",
                    "/opt/homebrew/opt/mysql/bin",
                    "/usr/local/opt/mysql/bin",
                    "/usr/local/mysql/bin",
                    "/usr/lib/erlang/bin");

    private Shell() {}

    /** What a program printed; empty if it is not there, fails, or takes long. */
    public static Optional<String> output(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectInput(new File("/dev/null"))
                            .start();
            if (!process.waitFor(SHORT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.exitValue() == 0 ? Optional.of(output) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Runs a program to its end, its output going to a log; whether it succeeded in time. */
    public static boolean run(
            List<String> command, Map<String, String> environment, Path log, Duration limit) {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                process.destroy();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The first of these programs that is on the PATH or in a usual place, links resolved. */
    public static Optional<Path> find(String... names) {
        return Stream.of(names).flatMap(Shell::places).filter(Files::isExecutable).findFirst();
    }

    private static Stream<Path> places(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Stream.of(path.split(File.pathSeparator, -1)), MORE_PLACES.stream())
                .filter(place -> !place.isEmpty())
                .map(place -> Path.of(place, name));
    }

    public static Path resolved(Path link) {
        try {
            return link.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether this user may do everything. */
    public static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
