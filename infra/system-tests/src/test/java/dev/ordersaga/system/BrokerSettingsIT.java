package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ordersaga.messaging.testing.TestServers;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The broker as {@code infra} sets it up. */
class BrokerSettingsIT {

    /**
     * The size of the write-ahead log goes by different names in different versions, which only
     * this file may name all; a broker that does not find it says nothing, and does without.
     */
    @Test
    void thePrivateBrokerReadsBothItsFiles() {
        List<String> files = configurationFiles();
        assumeThat(files).anyMatch(file -> file.endsWith("/data/rabbitmq/rabbitmq.conf"));

        assertThat(files).anyMatch(file -> file.endsWith("/data/rabbitmq/advanced.config"));
    }

    private static List<String> configurationFiles() {
        JsonNode node =
                JsonMapper.shared()
                        .readTree(TestServers.get().manage("GET", "/api/nodes", ""))
                        .get(0);
        return StreamSupport.stream(node.get("config_files").spliterator(), false)
                .map(JsonNode::stringValue)
                .toList();
    }
}
