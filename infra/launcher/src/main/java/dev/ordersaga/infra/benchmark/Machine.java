package dev.ordersaga.infra.benchmark;

import dev.ordersaga.infra.run.Http;
import dev.ordersaga.infra.run.ServerUrl;
import dev.ordersaga.infra.terminal.Failure;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;

/** What it was measured on. */
record Machine(
        int cores, String processor, long memoryBytes, String system, String java, String servers) {

    private static final String MODEL = "model name";

    static Machine here(Map<String, String> env) {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                processorHere(),
                memory(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                "Java " + Runtime.version(),
                "RabbitMQ %s, %s".formatted(broker(env), database(env)));
    }

    /** In words. */
    String summary() {
        return "%d cores (%s), %d GiB, %s, %s, %s"
                .formatted(cores, processor, memoryBytes >> 30, system, java, servers);
    }

    private static String processorHere() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith(MODEL))
                    .map(line -> line.replaceFirst(".*:", "").strip())
                    .findFirst()
                    .orElseGet(() -> System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    private static long memory() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
    }

    private static String broker(Map<String, String> env) {
        ServerUrl management =
                ServerUrl.parse("MANAGEMENT_URL", env.getOrDefault("MANAGEMENT_URL", ""));
        return Http.to(management)
                .get("/api/overview")
                .required()
                .body()
                .path("rabbitmq_version")
                .asString("");
    }

    private static String database(Map<String, String> env) {
        try (var connection = Jdbc.connect(env, "ORDER_DATABASE_URL");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT VERSION()")) {
            String version = row.next() ? row.getString(1) : "";
            return version.contains("MariaDB")
                    ? "MariaDB " + version.replaceFirst("-MariaDB.*", "")
                    : "MySQL " + version;
        } catch (SQLException e) {
            throw Failure.failed("The database does not answer: " + e.getMessage());
        }
    }
}
