package dev.ordersaga.infra.servers;

import dev.ordersaga.infra.run.Await;
import dev.ordersaga.infra.run.PortCheck;
import dev.ordersaga.infra.run.Ports;
import dev.ordersaga.infra.run.Processes;
import dev.ordersaga.infra.run.RunDirectory;
import dev.ordersaga.infra.run.Secrets;
import dev.ordersaga.infra.terminal.Failure;
import dev.ordersaga.infra.terminal.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Broker and database, from the first of these that there is: the environment, Docker, what is
 * installed on this machine, what can be installed on it.
 */
public final class Servers {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String OPERATOR = "operator";

    private final RunDirectory directory;
    private final Processes processes;
    private final DockerServers docker;
    private final Progress progress;

    public Servers(RunDirectory directory, Processes processes, Progress progress) {
        this.directory = directory;
        this.processes = processes;
        this.progress = progress;
        this.docker = new DockerServers(directory, progress);
    }

    /**
     * What was found.
     *
     * @param areGiven whether they are somebody else's, to be left running and as they are
     * @param databaseVersion e.g. {@code 10.11.6-MariaDB}
     */
    public record Running(ServerAddresses addresses, boolean areGiven, String databaseVersion) {

        public boolean isMariaDb() {
            return databaseVersion.contains("MariaDB");
        }
    }

    /**
     * Returns when both answer.
     *
     * @param ports for those that are started here
     */
    public Running start(Ports ports) {
        Optional<ServerAddresses> given = ServerAddresses.fromEnvironment(System.getenv());
        if (given.isPresent()) {
            progress.say("Taking broker and database from the environment");
            return awaited(given.orElseThrow(), true);
        }
        PortCheck.requireFree(ports.servers());
        String password = password();
        return awaited(
                inDocker(ports, password).orElseGet(() -> onThisMachine(ports, password)), false);
    }

    /** Starts a broker and a database that are nobody else's, so that they may be maltreated. */
    public Running startPrivate(Ports ports) {
        PortCheck.requireFree(ports.servers());
        return awaited(onThisMachine(ports, password()), false);
    }

    /** What {@link #startPrivate} has started. */
    public PrivateBroker privateBroker(Ports ports) {
        return new PrivateBroker(directory, ports, processes);
    }

    /** What {@link #startPrivate} has started. */
    public PrivateDatabase privateDatabase(Ports ports) {
        return new PrivateDatabase(directory, ports, processes);
    }

    private String password() {
        return new Secrets(directory.secrets()).of(OPERATOR);
    }

    /** Whether {@link #start} would take containers, so that tests may take their own. */
    public boolean wouldUseDocker() {
        return ServerAddresses.fromEnvironment(System.getenv()).isEmpty() && docker.canServe();
    }

    /** Drops what an earlier run kept. */
    public void clear() {
        docker.clear();
        directory.clear();
    }

    /** Ends what {@link #start} started; data stays. */
    public void stop() {
        processes.stop(List.of(PrivateBroker.PROCESS, PrivateDatabase.PROCESS));
        processes.stop(List.of(PrivateBroker.PORT_MAPPER));
        docker.stop();
    }

    public boolean areUp() {
        return docker.isUp();
    }

    private Optional<ServerAddresses> inDocker(Ports ports, String password) {
        return docker.canServe() ? docker.start(ports, password) : Optional.empty();
    }

    private ServerAddresses onThisMachine(Ports ports, String password) {
        install();
        progress.say(
                "Starting a private RabbitMQ (port %d) and a private %s (port %d)"
                        .formatted(ports.amqp(), PrivateDatabase.flavour(), ports.database()));
        privateDatabase(ports).start(OPERATOR, password);
        privateBroker(ports).start(OPERATOR, password);
        return ServerAddresses.local(
                ports, PrivateDatabase.flavour(), OPERATOR, password, OPERATOR);
    }

    private void install() {
        List<String> missing = new ArrayList<>();
        if (!PrivateBroker.isInstalled()) {
            missing.add("rabbitmq-server");
        }
        if (!PrivateDatabase.isInstalled()) {
            missing.add("mariadb-server");
        }
        if (missing.isEmpty()) {
            return;
        }
        if (!AptPackages.canInstall()) {
            throw Failure.impossible(
                    """
                    Not found: %s. Install RabbitMQ and MariaDB or MySQL (Debian, Ubuntu: \
                    sudo apt-get install rabbitmq-server mariadb-server; macOS: brew install \
                    rabbitmq mariadb), or start Docker, or name running servers in %s."""
                            .formatted(
                                    String.join(", ", missing),
                                    String.join(
                                            ", ",
                                            ServerAddresses.AMQP,
                                            ServerAddresses.MANAGEMENT,
                                            ServerAddresses.DATABASE)));
        }
        progress.say("Installing %s with apt-get".formatted(String.join(" and ", missing)));
        new AptPackages(directory, processes).install(missing);
    }

    private Running awaited(ServerAddresses addresses, boolean areGiven) {
        DatabaseAdmin database = new DatabaseAdmin(addresses.database());
        Await.until(
                "the database %s answers".formatted(addresses.database()),
                PATIENCE,
                () -> lives(PrivateDatabase.PROCESS) && database.version().isPresent());
        BrokerAdmin broker = new BrokerAdmin(addresses.management());
        Await.until(
                "RabbitMQ's management API %s answers".formatted(addresses.management()),
                PATIENCE,
                () -> lives(PrivateBroker.PROCESS) && broker.version().isPresent());
        String databaseVersion = database.version().orElseThrow();
        progress.say(
                "RabbitMQ %s and %s answer"
                        .formatted(broker.version().orElseThrow(), productName(databaseVersion)));
        return new Running(addresses, areGiven, databaseVersion);
    }

    private boolean lives(String process) {
        return !processes.isRecorded(process) || processes.requireAlive(process);
    }

    private static String productName(String version) {
        return version.contains("MariaDB")
                ? "MariaDB " + version.replaceFirst("-MariaDB.*", "")
                : "MySQL " + version;
    }
}
