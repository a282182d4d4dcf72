package dev.ordersaga.infra.benchmark.floor;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.ordersaga.infra.benchmark.Jdbc;
import dev.ordersaga.infra.run.RunDirectory;
import dev.ordersaga.infra.run.ServerUrl;
import dev.ordersaga.infra.run.Service;
import dev.ordersaga.infra.terminal.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Measures the raw floor on the servers of a system that is at rest, beside its own data. */
public final class Floor {

    private static final int WARMUP = 12;
    private static final int DURATION = 15;

    private static final List<Service> ORDER_FIRST =
            List.of(Service.ORDER, Service.USER, Service.KITCHEN, Service.PAYMENT);

    private final Map<String, String> env;
    private final RunDirectory directory;

    /**
     * @param env the addresses, as {@code env} in the run directory has them
     */
    public Floor(Map<String, String> env, RunDirectory directory) {
        this.env = Map.copyOf(env);
        this.directory = directory;
    }

    /** Orders per second. */
    public double measure() {
        List<Process> processes = new ArrayList<>();
        try {
            prepare();
            for (Service service : ORDER_FIRST) {
                processes.add(start(service));
            }
            return ordersPerSecond(processes.getFirst());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            processes.forEach(Process::destroyForcibly);
            processes.forEach(process -> process.onExit().join());
            clear();
        }
    }

    private Process start(Service service) throws IOException {
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FloorProcess.class.getName());
        Process process =
                new ProcessBuilder(command)
                        .redirectError(
                                ProcessBuilder.Redirect.to(
                                        directory.log("floor-" + service.id()).toFile()))
                        .start();
        FloorPlan plan = new FloorPlan(env, service, WARMUP, DURATION);
        process.getOutputStream().write((plan.line() + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        return process;
    }

    private double ordersPerSecond(Process order) throws IOException {
        try (BufferedReader lines = order.inputReader(StandardCharsets.UTF_8)) {
            @Nullable String line = lines.readLine();
            if (line == null) {
                throw Failure.failed(
                        "The raw floor has ended unexpectedly; see %s."
                                .formatted(directory.log("floor-order")));
            }
            return Double.parseDouble(line);
        }
    }

    private void prepare() {
        inEachDatabase(FloorDatabase::create);
        atTheBroker(
                channel -> {
                    for (String queue : Chain.queues()) {
                        channel.queueDelete(queue);
                        channel.queueDeclare(
                                queue, true, false, false, Map.of("x-queue-type", "quorum"));
                    }
                });
    }

    private void clear() {
        inEachDatabase(FloorDatabase::drop);
        atTheBroker(
                channel -> {
                    for (String queue : Chain.queues()) {
                        channel.queueDelete(queue);
                    }
                });
    }

    @FunctionalInterface
    private interface Change {
        void make(Statement statement) throws SQLException;
    }

    private void inEachDatabase(Change change) {
        for (Service service : Service.values()) {
            try (var connection = Jdbc.connect(env, service.name() + "_DATABASE_URL");
                    Statement statement = connection.createStatement()) {
                change.make(statement);
            } catch (SQLException e) {
                throw Failure.failed("The raw floor has no database: " + e.getMessage());
            }
        }
    }

    @FunctionalInterface
    private interface Declaration {
        void make(Channel channel) throws IOException;
    }

    private void atTheBroker(Declaration declaration) {
        ServerUrl server = ServerUrl.parse("AMQP_URL", env.getOrDefault("AMQP_URL", ""));
        try (Connection connection = FloorBroker.factory(server).newConnection("floor")) {
            declaration.make(connection.createChannel());
        } catch (IOException | TimeoutException e) {
            throw Failure.failed("The raw floor has no broker: " + e.getMessage());
        }
    }
}
