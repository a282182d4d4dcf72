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
        if (!compose(List.of("up", "--detach"), settings)) {
            progress.say(
                    "Docker answers, but the containers do not start (%s); going on without Docker."
                            .formatted(directory.log(LOG)));
            compose(List.of("down", "--remove-orphans"), settings);
            forget();
            return Optional.empty();
        }
        return Optional.of(ServerAddresses.local(ports, "mysql", "operator", password, "root"));
    }

    /** Ends the containers, if there are any; their data stays. */
    void stop() {
        down(List.of());
    }

    /** Ends the containers, if there are any, and drops their data. */
    void clear() {
        down(List.of("--volumes"));
    }

    boolean isUp() {
        return Files.exists(marker());
    }

    private void down(List<String> options) {
        Optional<Map<String, String>> settings = EnvFile.read(marker());
        if (settings.isEmpty()) {
            return;
        }
        List<String> arguments = new ArrayList<>(List.of("down", "--remove-orphans"));
        arguments.addAll(options);
        if (!compose(arguments, settings.orElseThrow())) {
            throw Failure.failed(
                    "The containers could not be stopped; see %s.".formatted(directory.log(LOG)));
        }
        forget();
    }

    private void forget() {
        try {
            Files.delete(marker());
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
}
