package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ordersaga.messaging.testing.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The broker as {@code infra} sets it up. */
class BrokerSettingsIT {

    /** As Erlang calls the thread, before its version 26 and since. */
    private static final Pattern SCHEDULER = Pattern.compile("\\d+_scheduler|erts_sched_\\d+");

    /**
     * The size of the write-ahead log goes by different names in different versions, which only
     * this file may name all; a broker that does not find it says nothing, and does without.
     */
    @Test
    void thePrivateBrokerReadsBothItsFiles() {
        List<String> files = configurationFiles();
        assumeThat(files).anyMatch(BrokerSettingsIT::isPrivate);

        assertThat(files).anyMatch(file -> file.endsWith("/data/rabbitmq/advanced.config"));
    }

    /** One that is bound to a processor waits for it while another is idle. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void theSchedulersOfThePrivateBrokerRunWhereverThereIsRoom() throws IOException {
        assumeThat(configurationFiles()).anyMatch(BrokerSettingsIT::isPrivate);
        Path process = Path.of("/proc", node().get("os_pid").stringValue());
        List<Path> schedulers = schedulers(process);

        assertThat(schedulers)
                .isNotEmpty()
                .allSatisfy(
                        thread -> assertThat(processors(thread)).isEqualTo(processors(process)));
    }

    private static boolean isPrivate(String file) {
        return file.endsWith("/data/rabbitmq/rabbitmq.conf");
    }

    private static List<String> configurationFiles() {
        return StreamSupport.stream(node().get("config_files").spliterator(), false)
                .map(JsonNode::stringValue)
                .toList();
    }

    private static JsonNode node() {
        return JsonMapper.shared()
                .readTree(TestServers.get().manage("GET", "/api/nodes", ""))
                .get(0);
    }

    private static List<Path> schedulers(Path process) throws IOException {
        try (Stream<Path> threads = Files.list(process.resolve("task"))) {
            return threads.filter(
                            thread ->
                                    SCHEDULER
                                            .matcher(read(thread.resolve("comm")).strip())
                                            .matches())
                    .toList();
        }
    }

    /** Those that it may run on, e.g. 0-3. */
    private static String processors(Path thread) {
        return read(thread.resolve("status"))
                .lines()
                .filter(line -> line.startsWith("Cpus_allowed_list:"))
                .findFirst()
                .orElseThrow();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
