package dev.ordersaga.infra.services;

import dev.ordersaga.infra.run.Await;
import dev.ordersaga.infra.run.Http;
import dev.ordersaga.infra.run.Processes;
import dev.ordersaga.infra.run.RunDirectory;
import dev.ordersaga.infra.run.Service;
import dev.ordersaga.infra.terminal.Failure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One service, as a process that is configured by its environment alone. */
public final class ServiceProcess {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Service service;
    private final String name;
    private final int port;
    private final RunDirectory directory;
    private final Processes processes;
    private final Map<String, String> environment;
    private final Http http;

    ServiceProcess(
            Service service,
            String name,
            int port,
            RunDirectory directory,
            Processes processes,
            Map<String, String> environment) {
        this.service = service;
        this.name = name;
        this.port = port;
        this.directory = directory;
        this.processes = processes;
        this.environment = Map.copyOf(environment);
        this.http = Http.to(url());
    }

    /** Starts it, for the first time or after it has ended; see {@link #awaitHealth}. */
    public void start() {
        List<String> command =
                List.of(
                        javaProgram(),
                        "-Xmx512m",
                        // Of two cores none is to spare for collecting beside the work.
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        // What runs once a batch is called too seldom to be compiled well soon.
                        "-XX:CompileThresholdScaling=0.2",
                        // Many processes share the caches of two cores; Linux alone has it.
                        "-XX:+IgnoreUnrecognizedVMOptions",
                        "-XX:+UseTransparentHugePages",
                        "-XX:+ExitOnOutOfMemoryError",
                        // Netty's own; without these the log begins with warnings.
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.io.tmpdir=" + directory.temporary(),
                        "-jar",
                        jar().toString());
        Map<String, String> all = new HashMap<>(environment);
        all.put("SERVER_ADDRESS", "127.0.0.1");
        all.put("SERVER_PORT", Integer.toString(port));
        processes.start(name, command, all, directory.data());
    }

    /** Returns when it is healthy. */
    public void awaitHealth() {
        Await.until(
                "the service %s is healthy; see %s".formatted(name, directory.log(name)),
                PATIENCE,
                () -> processes.requireAlive(name) && isHealthy());
    }

    /** Whether it lives, reaches its database, and consumes its queues. */
    public boolean isHealthy() {
        try {
            Http.Answer answer = http.get("/actuator/health");
            return answer.isDone() && answer.body().path("status").asString("").equals("UP");
        } catch (Http.Unreachable e) {
            return false;
        }
    }

    public boolean isAlive() {
        return processes.isAlive(name);
    }

    /** Ends it at once (SIGKILL). */
    public void kill() {
        processes.kill(name);
    }

    /** Stops it where it is (SIGSTOP), until it is thawed. */
    public void freeze() {
        processes.freeze(name);
    }

    public boolean isFrozen() {
        return processes.isFrozen(name);
    }

    /** Lets it go on (SIGCONT). */
    public void thaw() {
        processes.thaw(name);
    }

    /** Asks it to end, and returns when it has ended. */
    public void stop() {
        processes.stop(List.of(name));
    }

    public String name() {
        return name;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    static String javaProgram() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private Path jar() {
        Path target = RunDirectory.project().resolve(service.id()).resolve("target");
        if (Files.isDirectory(target)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "*-service.jar")) {
                for (Path jar : jars) {
                    return jar;
                }
            } catch (IOException e) {
                throw Failure.failed("%s cannot be read.".formatted(target));
            }
        }
        throw Failure.impossible(
                "The service %s is not built: no *-service.jar in %s."
                        .formatted(service.id(), target));
    }
}
