package dev.ordersaga.user;

import dev.ordersaga.messaging.testing.Connected;
import dev.ordersaga.messaging.testing.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole service on real servers: one for all tests, so each takes users of its own. */
@ExtendWith(Connected.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class RunningUserService {

    protected static final String VIRTUAL_HOST = TestServers.get().newVirtualHost();
    protected static final String SCHEMA = TestServers.get().newSchema();

    protected static final String OPERATOR_PASSWORD = "open sesame, operator";

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        TestServers.get()
                .properties(VIRTUAL_HOST, SCHEMA)
                .forEach((name, value) -> registry.add(name, () -> value));
        registry.add("saga.operator.password", () -> OPERATOR_PASSWORD);
        // No test sees the end of it.
        registry.add("saga.identity.failure-window", () -> "3650d");
    }

    /** The one number that the query finds; 0 for NULL. */
    protected static long number(String sql) throws SQLException {
        try (Connection connection = TestServers.get().jdbc(SCHEMA);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }

    /** Whether, in every currency, all that was posted adds up to nothing. */
    protected static boolean ledgerIsBalanced() throws SQLException {
        return number(
                        "SELECT COUNT(*) FROM (SELECT currency FROM ledger_transfer_posting"
                                + " GROUP BY transfer_id, currency HAVING SUM(amount) <> 0) wrong")
                == 0;
    }

    protected static long balance(long userId) throws SQLException {
        return number("SELECT balance FROM points_account WHERE user_id = " + userId);
    }

    /** What the balance must be, by the ledger alone. */
    protected static long replayed(long userId) throws SQLException {
        return number(
                "SELECT SUM(amount) FROM ledger_transfer_posting WHERE account = 'user:%d'"
                        .formatted(userId));
    }
}
