package dev.ordersaga.order.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.messaging.testing.TestServers;
import dev.ordersaga.order.RunningOrderService;
import dev.ordersaga.order.application.SagaQuery;
import dev.ordersaga.order.saga.SagaPhase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** How the database finds sagas among many. One instance, so that the service is there first. */
@TestInstance(Lifecycle.PER_CLASS)
class SagaOverviewQueryIT extends RunningOrderService {

    private static final byte[] FIRST = new byte[16];
    private static final byte[] LAST = {
        -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1
    };

    @BeforeAll
    void thereAreManyOfWhichFewAreStuck() throws SQLException {
        try (Connection connection = TestServers.get().jdbc(SCHEMA);
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO saga " + one("'COMPENSATION_STUCK'"));
            statement.execute("INSERT INTO saga " + one("'ENDED'"));
            for (int doubling = 0; doubling < 12; doubling++) {
                statement.execute(
                        "INSERT INTO saga SELECT UNHEX(LEFT(SHA2(CONCAT(HEX(tx_id), "
                                + doubling
                                + "), 256), 32)), target, order_id, step, state, entries, created_at,"
                                + " updated_at, deadline, phase FROM saga WHERE phase = 'ENDED'");
            }
            try (ResultSet _ = statement.executeQuery("ANALYZE TABLE saga")) {
                // Only for the optimizer to know.
            }
        }
    }

    private static String one(String phase) {
        return "SELECT UNHEX(LEFT(SHA2(%1$s, 256), 32)), 'ORDER_CREATION', UNHEX(LEFT(SHA2(%1$s, 256), 32)), 'REFUND', '{}', 0, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), NULL, %1$s"
                .formatted(phase);
    }

    @AfterAll
    void forgetThem() {
        TestServers.get().sql("DELETE FROM " + SCHEMA + ".saga");
    }

    @Test
    void theSagasOfAPhaseAreReadFromItsIndexInTheirOrder() throws SQLException {
        assertThat(plan(Set.of(SagaPhase.COMPENSATION_STUCK)))
                .contains("saga_of_phase")
                .doesNotContainIgnoringCase("filesort");
    }

    @Test
    void allSagasAreReadInTheOrderOfTheirIds() throws SQLException {
        assertThat(plan(Set.of(SagaPhase.values()))).contains("PRIMARY").doesNotContain("filesort");
    }

    private static String plan(Set<SagaPhase> phases) throws SQLException {
        String sql = SagaOverviewQuery.sql(new SagaQuery(phases, null, new UUID(0, 0), null, 101));
        try (Connection connection = TestServers.get().jdbc(SCHEMA);
                PreparedStatement statement =
                        connection.prepareStatement("EXPLAIN FORMAT=TRADITIONAL " + sql)) {
            int place = 1;
            for (SagaPhase phase : phases) {
                statement.setString(place++, phase.name());
            }
            statement.setBytes(place++, FIRST);
            statement.setBytes(place, LAST);
            try (ResultSet row = statement.executeQuery()) {
                assertThat(row.next()).isTrue();
                return row.getString("key") + " " + row.getString("Extra");
            }
        }
    }
}
