package dev.ordersaga.infra.servers;

import dev.ordersaga.infra.run.EnvFile;
import dev.ordersaga.infra.run.Ports;
import dev.ordersaga.infra.run.RunDirectory;
import dev.ordersaga.infra.run.Shell;
import dev.ordersaga.infra.terminal.Failure;
import dev.ordersaga.infra.terminal.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Broker and database in containers, as {@code infra/compose.yaml} describes them. */
final class DockerServers {

    static final List<String> IMAGES = List.of("rabbitmq:4-management", "mysql:8.4");

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String LOG = "docker";

    private final RunDirectory directory;
    private final Progress progress;

    DockerServers(RunDirectory directory, Progress progress) {
        this.directory = directory;
        this.progress = progress;
    }

    /**
     * Whether an engine answers and the images are there or can be had; says why if they cannot.
     */
    boolean canServe() {
        if (!engineAnswers()) {
            return false;
        }
        for (String image : IMAGES) {
            if (!canHave(image)) {
                progress.say(
                        "Docker answers, but the image %s cannot be had; going on without Docker."
                                .formatted(image));
                return false;
            }
        }
        return true;
    }

    private static boolean engineAnswers() {
        return Shell.output(List.of("docker", "version", "--format", "{{.Server.Version}}"))
                .filter(version -> !version.isBlank())
                .isPresent();
    }

    private boolean canHave(String image) {
        if (Shell.output(List.of("docker", "image", "inspect", image)).isPresent()) {
            return true;
        }
        progress.say("Fetching the image %s".formatted(image));
        return docker(List.of("docker", "pull", "--quiet", image), Map.of());
    }

    /** Empty, and says so, if the containers cannot be started. */
    Optional<ServerAddresses> start(Ports ports, String password) {
        if (Shell.output(List.of("docker", "compose", "version")).isEmpty()) {
            progress.say("Docker answers, but has no compose command; going on without Docker.");
            return Optional.empty();
        }
        Map<String, String> settings = settings(ports, password);
        EnvFile.write(marker(), settings);
        if (!dropOldData(settings) || !compose(List.of("up", "--detach"), settings)) {
            progress.say(
                    "Docker answers, but the containers do not start (%s); going on without Docker."
                            .formatted(directory.log(LOG)));
            compose(List.of("down", "--remove-orphans"), settings);
            forget(marker());
            return Optional.empty();
        }
        return Optional.of(ServerAddresses.local(ports, "mysql", "operator", password, "root"));
    }

    /**
     * Unless this run directory knows of them: volumes may also be left of one that is gone, and
     * their passwords with it.
     */
    private boolean dropOldData(Map<String, String> settings) {
        if (Files.exists(dataMarker())) {
            return true;
        }
        if (!compose(List.of("down", "--volumes"), settings)) {
            return false;
        }
        EnvFile.write(dataMarker(), Map.of());
        return true;
    }

    /** Ends the containers, if there are any; their data stays. */
    void stop() {
        EnvFile.read(marker()).ifPresent(this::down);
    }

    /** Ends the containers, if there are any; the next start drops their data. */
    void clear() {
        stop();
        forget(dataMarker());
    }

    boolean isUp() {
        return Files.exists(marker());
    }

    private void down(Map<String, String> settings) {
        if (!compose(List.of("down", "--remove-orphans"), settings)) {
            throw Failure.failed(
                    "The containers could not be stopped; see %s.".formatted(directory.log(LOG)));
        }
        forget(marker());
    }

    private static void forget(Path marker) {
        try {
            Files.deleteIfExists(marker);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean compose(List<String> arguments, Map<String, String> settings) {
        Path file = RunDirectory.project().resolve("infra/compose.yaml");
        List<String> command = new ArrayList<>(List.of("docker", "compose"));
        command.addAll(List.of("--project-name", project(), "--file", file.toString()));
        command.addAll(arguments);
        return docker(command, settings);
    }

    private boolean docker(List<String> command, Map<String, String> environment) {
        return Shell.run(command, environment, directory.log(LOG), PATIENCE);
    }

    private static Map<String, String> settings(Ports ports, String password) {
        Map<String, String> settings = new HashMap<>();
        settings.put("ORDER_SAGA_AMQP_PORT", Integer.toString(ports.amqp()));
        settings.put("ORDER_SAGA_MANAGEMENT_PORT", Integer.toString(ports.management()));
        settings.put("ORDER_SAGA_DATABASE_PORT", Integer.toString(ports.database()));
        settings.put("ORDER_SAGA_OPERATOR_PASSWORD", password);
        return settings;
    }

    /** One per run directory, so that two checkouts keep their data apart. */
    private String project() {
        byte[] place = directory.root().toString().getBytes(StandardCharsets.UTF_8);
        return "order-saga-" + UUID.nameUUIDFromBytes(place).toString().substring(0, 8);
    }

    /** Exists while the containers are up, and holds what they were started with. */
    private Path marker() {
        return directory.root().resolve("docker");
    }

    /** Exists while the data in the volumes is of this run directory, and wanted. */
    private Path dataMarker() {
        return directory.root().resolve("docker-data");
    }
}
