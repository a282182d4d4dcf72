package dev.ordersaga.infra.services;

import dev.ordersaga.infra.run.Await;
import dev.ordersaga.infra.run.EnvFile;
import dev.ordersaga.infra.run.PortCheck;
import dev.ordersaga.infra.run.Ports;
import dev.ordersaga.infra.run.Processes;
import dev.ordersaga.infra.run.RunDirectory;
import dev.ordersaga.infra.run.Secrets;
import dev.ordersaga.infra.run.ServerUrl;
import dev.ordersaga.infra.run.Service;
import dev.ordersaga.infra.servers.Account;
import dev.ordersaga.infra.servers.ServerAddresses;
import dev.ordersaga.infra.servers.Servers;
import dev.ordersaga.infra.terminal.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The whole system: broker and database, the platform stub, the four services. */
public final class OrderSystem {

    private final RunDirectory directory;
    private final Processes processes;
    private final Servers servers;
    private final Progress progress;
    private final Wiring wiring;
    private final Function<Ports, Servers.Running> serversStart;
    private Class<?> dataPlatform = DataPlatformStub.class;
    private Optional<ServerAddresses> administration = Optional.empty();
    private final List<ServiceProcess> services = new ArrayList<>();
    private final List<ServiceProcess> seconds = new ArrayList<>();

    /** On whatever servers there are. */
    public OrderSystem(RunDirectory directory, Progress progress) {
        this.directory = directory;
        this.progress = progress;
        this.processes = new Processes(directory);
        this.servers = new Servers(directory, processes, progress);
        this.wiring = Wiring.STRAIGHT;
        this.serversStart = servers::start;
    }

    /** On servers that are nobody else's. */
    public OrderSystem(RunDirectory directory, Progress progress, Wiring wiring) {
        this.directory = directory;
        this.progress = progress;
        this.processes = new Processes(directory);
        this.servers = new Servers(directory, processes, progress);
        this.wiring = wiring;
        this.serversStart = servers::startPrivate;
    }

    /**
     * The same system, with another program in place of the data platform, started with its port.
     */
    public OrderSystem with(Class<?> otherDataPlatform) {
        dataPlatform = otherDataPlatform;
        return this;
    }

    public Servers servers() {
        return servers;
    }

    /** Broker and database, with the account that may do everything there. */
    public ServerAddresses administration() {
        return administration.orElseThrow();
    }

    /** A service that was started. */
    public ServiceProcess service(Service service) {
        return services.get(service.ordinal());
    }

    /** The second instance of a service, which is started and stopped by whoever wants it. */
    public ServiceProcess second(Service service) {
        return seconds.get(service.ordinal());
    }

    /** Whether all four services live. */
    public boolean isUp() {
        return Stream.of(Service.values()).map(Service::id).allMatch(processes::isAlive);
    }

    /** What lives of it: names of processes. */
    public List<String> alive() {
        List<String> names = new ArrayList<>(processes.alive());
        if (servers.areUp()) {
            names.add("containers");
        }
        return names;
    }

    /** The services that were started, were not stopped, and yet do not live. */
    List<String> fallen() {
        return Stream.of(Service.values())
                .map(Service::id)
                .filter(name -> processes.isRecorded(name) && !processes.isAlive(name))
                .toList();
    }

    /** The end of a service's log. */
    String logTail(String service) {
        return processes.logTail(service);
    }

    /**
     * Returns when everything is healthy. If it fails, the caller stops what there is by then.
     *
     * @param fresh drops what earlier runs kept
     */
    public void start(Ports ports, boolean fresh) {
        PortCheck.requireFree(ports.services());
        if (fresh) {
            progress.say("Dropping the data of earlier runs");
            servers.clear();
        }
        Servers.Running running = serversStart.apply(ports);
        administration = Optional.of(running.addresses());
        Accounts accounts = new Accounts(running.addresses(), new Secrets(directory.secrets()));
        prepare(running, accounts, fresh);
        startDataPlatform(ports);
        startServices(ports, new ServiceEnvironment(running, ports, accounts, wiring));
        services.forEach(ServiceProcess::awaitHealth);
        progress.say("All services are healthy");
        EnvFile.write(directory.env(), variables(ports, running, accounts));
    }

    /** Lets a {@link #start} that is under way in another thread come to nothing. */
    public void interrupt() {
        processes.close();
    }

    /** Ends everything, the services first. Data stays. */
    public void stop() {
        processes.stop(
                Stream.of(Service.values())
                        .map(Service::id)
                        .flatMap(name -> Stream.of(name, second(name)))
                        .toList());
        processes.stop(List.of(DataPlatformStub.PROCESS));
        servers.stop();
        try {
            Files.deleteIfExists(directory.env());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void prepare(Servers.Running running, Accounts accounts, boolean fresh) {
        if (fresh && running.areGiven()) {
            accounts.drop();
        }
        accounts.create();
        if (!running.areGiven()) {
            accounts.dropGuest();
        }
        progress.say("Accounts, virtual host and schemas are there");
    }

    private void startDataPlatform(Ports ports) {
        List<String> command =
                List.of(
                        ServiceProcess.javaProgram(),
                        "-Xmx128m",
                        "-Djava.io.tmpdir=" + directory.temporary(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        dataPlatform.getName(),
                        Integer.toString(ports.dataPlatform()));
        processes.start(DataPlatformStub.PROCESS, command, Map.of(), directory.data());
        Await.until(
                "the data platform stub answers",
                Duration.ofSeconds(60),
                () ->
                        processes.requireAlive(DataPlatformStub.PROCESS)
                                && PortCheck.isTaken(ports.dataPlatform()));
    }

    private void startServices(Ports ports, ServiceEnvironment environment) {
        progress.say("Starting the services order, user, kitchen and payment");
        for (Service service : Service.values()) {
            Map<String, String> variables = environment.of(service);
            services.add(process(service, service.id(), ports.of(service), variables));
            seconds.add(process(service, second(service.id()), ports.ofSecond(service), variables));
        }
        services.forEach(ServiceProcess::start);
    }

    private ServiceProcess process(
            Service service, String name, int port, Map<String, String> environment) {
        return new ServiceProcess(service, name, port, directory, processes, environment);
    }

    private static String second(String name) {
        return name + "-2";
    }

    private static Map<String, String> variables(
            Ports ports, Servers.Running running, Accounts accounts) {
        ServerAddresses servers = running.addresses();
        Map<String, String> variables = new LinkedHashMap<>();
        for (Service service : Service.values()) {
            variables.put(service.name() + "_URL", "http://127.0.0.1:" + ports.of(service));
        }
        variables.put("DATA_PLATFORM_URL", "http://127.0.0.1:" + ports.dataPlatform());
        variables.put("OPERATOR_LOGIN", accounts.operator().name());
        variables.put("OPERATOR_PASSWORD", accounts.operator().password());
        variables.put("CUSTOMERS_PASSWORD", accounts.customersPassword());
        variables.put("AMQP_URL", servers.amqp().at(accounts.virtualHost()).text());
        variables.put("MANAGEMENT_URL", servers.management().text());
        for (Service service : Service.values()) {
            Account owner = accounts.schemaOwner(service);
            ServerUrl database =
                    servers.database()
                            .as(owner.name(), owner.password())
                            .at(accounts.schema(service));
            variables.put(service.name() + "_DATABASE_URL", database.text());
        }
        return variables;
    }
}
