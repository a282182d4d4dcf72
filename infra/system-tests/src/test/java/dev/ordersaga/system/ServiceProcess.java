package dev.ordersaga.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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

    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(40);

    private final String name;
    private final Map<String, Object> properties;
    private final Map<String, String> environment;
    private final Api api;
    private Process process;

    private ServiceProcess(String name, int port, Map<String, Object> properties) {
        this.name = name;
        this.properties = Map.copyOf(properties);
        this.api = new Api("http://127.0.0.1:" + port);
        this.environment = new HashMap<>();
        properties.forEach((key, value) -> environment.put(variable(key), value.toString()));
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("SERVER_ADDRESS", "127.0.0.1");
    }

    static ServiceProcess prepare(String name, int port, Map<String, Object> properties) {
        return new ServiceProcess(name, port, properties);
    }

    String name() {
        return name;
    }

    /** One more instance of the same service. */
    ServiceProcess another() {
        return prepare(name, freePort(), properties);
    }

    /** One more that differs in some properties. */
    ServiceProcess another(Map<String, Object> different) {
        Map<String, Object> others = new HashMap<>(properties);
        others.putAll(different);
        return prepare(name, freePort(), others);
    }

    String property(String key) {
        return String.valueOf(properties.get(key));
    }

    Api api() {
        return api;
    }

    /** Starts it without waiting until it is healthy. */
    ServiceProcess launch() {
        return launch(List.of("-jar", jar(name).toString()));
    }

    /** As it was built. */
    static Path jar(String name) {
        String version = System.getProperty("services.version");
        return Path.of(
                System.getProperty("services.directory"),
                name,
                "target",
                name + "-" + version + "-service.jar");
    }

    /** Starts it from something else than its jar. */
    ServiceProcess launch(List<String> what) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(what);
        ProcessBuilder builder = new ProcessBuilder(command);
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

    /** The bytes that its live objects take: those that are left by a garbage collection. */
    long liveBytes() {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process histogram =
                    new ProcessBuilder(
                                    jcmd.toString(),
                                    Long.toString(process.pid()),
                                    "GC.class_histogram")
                            .redirectErrorStream(true)
                            .start();
            List<String> lines = histogram.inputReader().readAllLines();
            return Long.parseLong(lines.getLast().strip().split("\\s+")[2]);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
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

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
