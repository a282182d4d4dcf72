package dev.ordersaga.infra.servers;

import dev.ordersaga.infra.run.Await;
import dev.ordersaga.infra.run.PortCheck;
import dev.ordersaga.infra.run.Ports;
import dev.ordersaga.infra.run.Processes;
import dev.ordersaga.infra.run.RunDirectory;
import dev.ordersaga.infra.run.Shell;
import dev.ordersaga.infra.terminal.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A RabbitMQ of our own, beside whatever else runs on the machine: own node name, ports, port
 * mapper, data and plugins; on the loopback interface only.
 */
public final class PrivateBroker {

    static final String PROCESS = "rabbitmq";
    static final String PORT_MAPPER = "epmd";

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Pattern VERSION =
            Pattern.compile("(\\d[\\d.]*)[^/]*/sbin/rabbitmq-server$");
    private static final List<String> INSTALLATIONS =
            List.of(
                    "/usr/lib/rabbitmq/lib",
                    "/usr/local/lib/rabbitmq/lib",
                    "/opt/homebrew/Cellar/rabbitmq",
                    "/usr/local/Cellar/rabbitmq",
                    "/opt/rabbitmq",
                    "/opt");

    private final RunDirectory directory;
    private final Ports ports;
    private final Processes processes;

    PrivateBroker(RunDirectory directory, Ports ports, Processes processes) {
        this.directory = directory;
        this.ports = ports;
        this.processes = processes;
    }

    static boolean isInstalled() {
        return script().isPresent() && portMapper().isPresent();
    }

    /**
     * Starts it; it answers some seconds later.
     *
     * @param user the only account it has, if its data is new
     */
    void start(String user, String password) {
        prepare(home(), user, password);
        processes.start(
                PORT_MAPPER, List.of(portMapper().orElseThrow().toString()), mapping(), home());
        Await.until(
                "Erlang's port mapper answers",
                Duration.ofSeconds(10),
                () -> processes.requireAlive(PORT_MAPPER) && PortCheck.isTaken(ports.portMapper()));
        startAgain();
    }

    /** Starts it as it was, after it has ended; it answers some seconds later. */
    public void startAgain() {
        processes.start(PROCESS, List.of(script().orElseThrow().toString()), environment(), home());
    }

    /** Ends it at once (SIGKILL). */
    public void kill() {
        processes.kill(PROCESS);
    }

    /**
     * Has {@code rabbitmqctl} do something.
     *
     * @throws Failure if it does not succeed
     */
    public void control(String... arguments) {
        Path program = script().orElseThrow().resolveSibling("rabbitmqctl");
        List<String> command = new ArrayList<>(List.of(program.toString(), "--quiet"));
        command.addAll(List.of(arguments));
        if (!Shell.run(command, environment(), directory.log("rabbitmqctl"), PATIENCE)) {
            throw Failure.failed(
                    "rabbitmqctl %s did not succeed.%n%s"
                            .formatted(
                                    String.join(" ", arguments), processes.logTail("rabbitmqctl")));
        }
    }

    private Path home() {
        return directory.data().resolve("rabbitmq");
    }

    private Map<String, String> mapping() {
        return Map.of(
                "ERL_EPMD_PORT",
                Integer.toString(ports.portMapper()),
                "ERL_EPMD_ADDRESS",
                "127.0.0.1");
    }

    private void prepare(Path home, String user, String password) {
        try {
            Files.createDirectories(home);
            Files.writeString(home.resolve("enabled_plugins"), "[rabbitmq_management].\n");
            Files.writeString(
                    home.resolve("advanced.config"),
                    """
                    [
                      {rabbit, [
                        %% Queues tell their numbers after a second instead of five, to whoever waits.
                        {quorum_tick_interval, 1000},
                        %% From RabbitMQ 4.3 on; ra's is the same for those before. The log is in
                        %% memory as well, and giving it up takes time: of RabbitMQ's own 512 MiB most
                        %% of a second. In small pieces it takes hardly more, and never much at once.
                        {quorum_wal_max_size_bytes, 8388608}
                      ]},
                      {ra, [{wal_max_size_bytes, 8388608}]}
                    ].
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RunDirectory.writePrivately(
                home.resolve("rabbitmq.conf"),
                """
                listeners.tcp.1 = 127.0.0.1:%d
                management.tcp.ip = 127.0.0.1
                management.tcp.port = %d
                default_user = %s
                default_pass = %s
                default_user_tags.administrator = true
                disk_free_limit.absolute = 200MB
                collect_statistics_interval = 1000
                log.console = true
                log.console.level = info
                log.file = false
                """
                        .formatted(ports.amqp(), ports.management(), user, password));
    }

    private Map<String, String> environment() {
        Path home = home();
        Map<String, String> environment = new HashMap<>();
        for (String inherited : System.getenv().keySet()) {
            if (inherited.startsWith("RABBITMQ_") || inherited.startsWith("ERL_")) {
                environment.put(inherited, "");
            }
        }
        environment.put("HOME", home.toString());
        environment.put("RABBITMQ_NODENAME", "order-saga@localhost");
        environment.put("RABBITMQ_NODE_PORT", Integer.toString(ports.amqp()));
        environment.put("RABBITMQ_DIST_PORT", Integer.toString(ports.distribution()));
        environment.put("RABBITMQ_MNESIA_BASE", home.resolve("mnesia").toString());
        environment.put("RABBITMQ_LOG_BASE", directory.logs().toString());
        environment.put(
                "RABBITMQ_ENABLED_PLUGINS_FILE", home.resolve("enabled_plugins").toString());
        environment.put("RABBITMQ_CONFIG_FILE", home.resolve("rabbitmq").toString());
        environment.put("RABBITMQ_CONFIG_FILES", home.resolve("conf.d").toString());
        environment.put(
                "RABBITMQ_ADVANCED_CONFIG_FILE", home.resolve("advanced.config").toString());
        environment.put("RABBITMQ_CONF_ENV_FILE", "/dev/null");
        environment.put("RABBITMQ_SERVER_START_ARGS", "+B i");
        // Bound to a processor, which others use too, a scheduler would wait for it while another
        // is idle.
        environment.put("RABBITMQ_SCHEDULER_BIND_TYPE", "u");
        environment.put(
                "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                "-kernel inet_dist_use_interface {127,0,0,1}");
        // Makes the script become the server, instead of watching over it.
        environment.put("RUNNING_UNDER_SYSTEMD", "true");
        environment.put("NOTIFY_SOCKET", "");
        environment.put("RABBITMQ_LOG", "-color");
        environment.putAll(mapping());
        return environment;
    }

    private static Optional<Path> portMapper() {
        return Shell.find("epmd");
    }

    /** The server's own script: the one that packages put on the PATH insists on its own user. */
    private static Optional<Path> script() {
        List<Path> found = new ArrayList<>();
        Shell.find("rabbitmq-server").map(Shell::resolved).ifPresent(found::add);
        for (String place : INSTALLATIONS) {
            found.addAll(scriptsBelow(Path.of(place)));
        }
        return found.stream()
                .filter(script -> Files.exists(script.resolveSibling("rabbitmq-defaults")))
                .max(Comparator.comparing(PrivateBroker::version));
    }

    private static List<Path> scriptsBelow(Path place) {
        List<Path> scripts = new ArrayList<>();
        if (Files.isDirectory(place)) {
            try (DirectoryStream<Path> versions = Files.newDirectoryStream(place)) {
                for (Path version : versions) {
                    scripts.add(version.resolve("sbin/rabbitmq-server"));
                }
            } catch (IOException unreadable) {
                return List.of();
            }
        }
        return scripts;
    }

    /** Its directory is named after it: {@code …/rabbitmq_server-3.10.8/sbin/rabbitmq-server}. */
    private static Version version(Path script) {
        Matcher version = VERSION.matcher(script.toString());
        return Version.parse(version.find() ? version.group(1) : "0");
    }
}
