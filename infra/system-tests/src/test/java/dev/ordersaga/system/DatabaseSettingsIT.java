package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ordersaga.messaging.testing.TestServers;
import org.junit.jupiter.api.Test;

/** The database as {@code infra} sets it up. */
class DatabaseSettingsIT {

    private static final String ANY_SCHEMA = "information_schema";

    private final TestServers servers = TestServers.get();

    /**
     * MariaDB's pool wakes nobody while it runs more tasks than two for each processor. Those that
     * purge, and the one that shortens the history, may all wait for pages that are being written:
     * the task that ends a write must find room beside them, or the database stops for seconds.
     */
    @Test
    void whatPurgesLeavesMariaDbRoomToWrite() {
        assumeThat(number("VERSION() LIKE '%MariaDB%'")).isOne();
        assertThat(number("@@innodb_purge_threads") + 1)
                .isLessThanOrEqualTo(2L * Runtime.getRuntime().availableProcessors());
    }

    private long number(String expression) {
        return servers.number(ANY_SCHEMA, "SELECT " + expression);
    }
}
