package dev.ordersaga.order.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.messaging.testing.TestServers;
import dev.ordersaga.order.RunningOrderService;
import dev.ordersaga.order.application.OrderQuery;
import dev.ordersaga.order.domain.OrderStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the database reads to find orders among many, of which one is pending. One instance, so that
 * the service is there first.
 */
@TestInstance(Lifecycle.PER_CLASS)
class OrderOverviewQueryIT extends RunningOrderService {

    private static final int LIMIT = 21;
    private static final Set<OrderStatus> ALL = EnumSet.allOf(OrderStatus.class);
    private static final byte[] LAST = new byte[16];

    static {
        Arrays.fill(LAST, (byte) -1);
    }

    @BeforeAll
    void thereAreManyOfWhichOneIsPending() throws SQLException {
        try (Connection connection = TestServers.get().jdbc(SCHEMA);
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO orders " + one("PENDING"));
            statement.execute("INSERT INTO orders " + one("APPROVED"));
            for (int doubling = 0; doubling < 12; doubling++) {
                statement.execute(
                        "INSERT INTO orders SELECT UNHEX(LEFT(SHA2(CONCAT(HEX(order_id), "
                                + doubling
                                + "), 256), 32)), tx_id, user_id, status, items, total, currency,"
                                + " reject_reason, created_at, updated_at, cancel_refusal"
                                + " FROM orders WHERE status = 'APPROVED'");
            }
            try (ResultSet _ = statement.executeQuery("ANALYZE TABLE orders")) {
                // Only for the optimizer to know.
            }
        }
    }

    private static String one(String status) {
        return "SELECT UNHEX(LEFT(SHA2('%1$s', 256), 32)), UNHEX(LEFT(SHA2('%1$s', 256), 32)), 7, '%1$s', '[]', NULL, NULL, NULL, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), NULL"
                .formatted(status);
    }

    @AfterAll
    void forgetThem() {
        TestServers.get().sql("DELETE FROM " + SCHEMA + ".orders");
    }

    static Stream<OrderQuery> queries() {
        return Stream.of(
                new OrderQuery(7L, ALL, null, LIMIT),
                new OrderQuery(7L, Set.of(OrderStatus.APPROVED), null, LIMIT),
                new OrderQuery(7L, Set.of(OrderStatus.PENDING), null, LIMIT),
                new OrderQuery(8L, ALL, null, LIMIT),
                new OrderQuery(null, ALL, null, LIMIT),
                new OrderQuery(null, Set.of(OrderStatus.PENDING), null, LIMIT));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void aPageCostsWhatIsOnIt(OrderQuery query) throws SQLException {
        try (Connection connection = TestServers.get().jdbc(SCHEMA);
                Statement statement = connection.createStatement();
                PreparedStatement page =
                        connection.prepareStatement(OrderOverviewQuery.sql(query))) {
            statement.execute("FLUSH STATUS");
            bind(page, query);
            int found = count(page);
            assertThat(found).isEqualTo(expected(query));
            assertThat(rowsRead(statement)).isLessThanOrEqualTo(4L * LIMIT);
        }
    }

    @Test
    void openOrdersAreCountedWithoutALookAtTheOthers() throws SQLException {
        try (Connection connection = TestServers.get().jdbc(SCHEMA);
                Statement statement = connection.createStatement();
                PreparedStatement open = connection.prepareStatement(OpenOrderQuery.SQL)) {
            statement.execute("FLUSH STATUS");
            open.setString(1, "PENDING");
            open.setString(2, "CANCEL_PENDING");
            assertThat(count(open)).isOne();
            assertThat(rowsRead(statement)).isLessThanOrEqualTo(10);
        }
    }

    private static int expected(OrderQuery query) {
        boolean hasMany = query.statuses().contains(OrderStatus.APPROVED);
        boolean isKnown = query.userId() == null || query.userId() == 7;
        return !isKnown ? 0 : hasMany ? LIMIT : 1;
    }

    private static void bind(PreparedStatement page, OrderQuery query) throws SQLException {
        int place = 1;
        for (OrderStatus status : query.statuses()) {
            if (query.userId() != null) {
                page.setLong(place++, query.userId());
            }
            page.setString(place++, status.name());
            page.setBytes(place++, LAST);
        }
    }

    private static int count(PreparedStatement page) throws SQLException {
        int rows = 0;
        try (ResultSet found = page.executeQuery()) {
            while (found.next()) {
                rows++;
            }
        }
        return rows;
    }

    private static long rowsRead(Statement statement) throws SQLException {
        long rows = 0;
        for (String reads : List.of("first", "key", "last", "next", "prev", "rnd", "rnd_next")) {
            try (ResultSet status =
                    statement.executeQuery("SHOW STATUS LIKE 'Handler_read_" + reads + "'")) {
                assertThat(status.next()).isTrue();
                rows += status.getLong(2);
            }
        }
        return rows;
    }
}
