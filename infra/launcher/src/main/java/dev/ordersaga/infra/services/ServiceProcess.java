package dev.ordersaga.infra.services;

import dev.ordersaga.infra.run.Await;
import dev.ordersaga.infra.run.Http;
import dev.ordersaga.infra.run.Ports;
import dev.ordersaga.infra.run.Processes;
import dev.ordersaga.infra.run.RunDirectory;
import dev.ordersaga.infra.run.ServerUrl;
import dev.ordersaga.infra.run.Service;
import dev.ordersaga.infra.servers.Servers;
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
final class ServiceProcess {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Service service;
    private final RunDirectory directory;
    private final Ports ports;
    private final Processes processes;

    ServiceProcess(Service service, RunDirectory directory, Ports ports, Processes processes) {
        this.service = service;
        this.directory = directory;
        this.ports = ports;
        this.processes = processes;
    }

    /** Starts it; {@link #awaitHealth} tells when it is ready. */
    void start(Servers.Running servers, String password) {
        List<String> command =
                List.of(
                        javaProgram(),
                        "-Xmx512m",
                        "-XX:+ExitOnOutOfMemoryError",
                        // Netty's own; without these the log begins with warnings.
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.io.tmpdir=" + directory.temporary(),
                        "-jar",
                        jar().toString());
        processes.start(service.id(), command, environment(servers, password), directory.data());
    }

    void awaitHealth() {
        Http http = Http.to(url());
        Await.until(
                "the service %s is healthy; see %s"
                        .formatted(service.id(), directory.log(service.id())),
                PATIENCE,
                () -> processes.requireAlive(service.id()) && isUp(http));
    }

    String url() {
        return "http://127.0.0.1:" + ports.of(service);
    }

    private static boolean isUp(Http http) {
        try {
            Http.Answer answer = http.get("/actuator/health");
            return answer.isDone() && answer.body().path("status").asString("").equals("UP");
        } catch (Http.Unreachable e) {
            return false;
        }
    }

    private Map<String, String> environment(Servers.Running servers, String password) {
        ServerUrl amqp = servers.addresses().amqp();
        ServerUrl database = servers.addresses().database();
        Map<String, String> environment = new HashMap<>();
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", Integer.toString(ports.of(service)));
        environment.put("SPRING_R2DBC_URL", "r2dbc:mysql://" + schemaAt(database));
        environment.put("SPRING_R2DBC_USERNAME", service.schema());
        environment.put("SPRING_R2DBC_PASSWORD", password);
        environment.put("SPRING_FLYWAY_URL", flywayUrl(servers));
        environment.put("SPRING_FLYWAY_USER", service.schema());
        environment.put("SPRING_FLYWAY_PASSWORD", password);
        environment.put("SAGA_BROKER_URI", amqp.at(Accounts.VIRTUAL_HOST).anonymous());
        environment.put("SAGA_BROKER_USERNAME", service.id());
        environment.put("SAGA_BROKER_PASSWORD", password);
        if (service == Service.PAYMENT) {
            environment.put("DATA_PLATFORM_URL", "http://127.0.0.1:" + ports.dataPlatform());
        }
        return environment;
    }

    private String flywayUrl(Servers.Running servers) {
        ServerUrl database = servers.addresses().database();
        if (servers.isMariaDb()) {
            return "jdbc:mariadb://" + schemaAt(database);
        }
        return "jdbc:mysql://"
                + schemaAt(database)
                + (database.isLocal() ? "?allowPublicKeyRetrieval=true" : "");
    }

    private String schemaAt(ServerUrl database) {
        return "%s:%d/%s".formatted(database.host(), database.port(), service.schema());
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
