package dev.ordersaga.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * One service in a process of its own, as it runs in production. It can be killed and started
 * again.
 */
final class ServiceProcess {

    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(40);

    private final String name;
    private final Map<String, String> environment;
    private final Api api;
    private Process process;

    private ServiceProcess(String name, int port, Map<String, Object> properties) {
        this.name = name;
        this.api = new Api("http://127.0.0.1:" + port);
        this.environment = new HashMap<>();
        properties.forEach((key, value) -> environment.put(variable(key), value.toString()));
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("SERVER_ADDRESS", "127.0.0.1");
    }

    static ServiceProcess prepare(String name, Map<String, Object> properties) {
        return new ServiceProcess(name, freePort(), properties);
    }

    String name() {
        return name;
    }

    Api api() {
        return api;
    }

    /** Starts it without waiting until it is healthy. */
    ServiceProcess launch() {
        String version = System.getProperty("services.version");
        Path jar =
                Path.of(
                        System.getProperty("services.directory"),
                        name,
                        "target",
                        name + "-" + version + "-service.jar");
        ProcessBuilder builder =
                new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        jar.toString());
        builder.environment().putAll(environment);
        Path log = Path.of("target", name + ".log");
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            process = builder.start();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        return this;
    }

    ServiceProcess awaitHealthy() {
        Awaitility.await(name + " is healthy")
                .atMost(LONGEST_START)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> {
                            if (!process.isAlive()) {
                                throw new IllegalStateException(
                                        name + " has ended, see target/" + name + ".log");
                            }
                            return api.isHealthy();
                        });
        return this;
    }

    /** SIGKILL: it can do nothing about it. */
    void kill() {
        process.destroyForcibly();
        awaitEnd(process.onExit());
    }

    /** SIGTERM, and time to finish. */
    void stop() {
        if (process != null && process.isAlive()) {
            process.destroy();
            awaitEnd(
                    process.onExit()
                            .completeOnTimeout(
                                    process, LONGEST_STOP.toSeconds(), TimeUnit.SECONDS));
            process.destroyForcibly();
        }
    }

    private static void awaitEnd(CompletableFuture<Process> end) {
        end.join();
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_').replace("-", "");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
