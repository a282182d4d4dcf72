package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.infra.benchmark.load.Market;
import dev.ordersaga.infra.benchmark.stored.StoredOrders;
import dev.ordersaga.infra.terminal.Progress;
import dev.ordersaga.system.Customers.Wish;
import dev.ordersaga.web.testing.EventStream;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * An order costs the same however many are stored: the database says of every statement that the
 * services send how many rows it would look at.
 */
class GrowthIT {

    private static final int STORED = 20_000;

    /**
     * A statement may look at as many rows as a large batch has, but not at what was ever stored.
     */
    private static final int MOST_ROWS = 1_500;

    /** What a transaction reads or writes is sent in one piece, with its beginning and its end. */
    private static final Pattern BETWEEN =
            Pattern.compile(";(?=(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|SET) |COMMIT$)");

    /** What looks at no table: the frame, and what is made of the count that came before. */
    private static final Pattern WITHOUT_TABLE = Pattern.compile("(BEGIN|COMMIT|SET @.*);?");

    private static RunningSystem system;

    @BeforeAll
    static void store() {
        system = RunningSystem.apart();
        new Market(system.env()).open();
        new StoredOrders(system.env(), new Progress(System.out)).store(STORED);
    }

    @AfterAll
    static void stop() {
        system.stop();
    }

    @Test
    void noStatementLooksAtWhatIsStored() throws Exception {
        List<String> findings = new ArrayList<>();
        system.servers().sql("SET GLOBAL log_output = 'TABLE'");
        system.servers().sql("TRUNCATE TABLE mysql.general_log");
        system.servers().sql("SET GLOBAL general_log = ON");
        try {
            useEverything();
            for (String service : RunningSystem.SERVICES) {
                List<String> statements = statements(service);
                assertThat(statements).as(service).hasSizeGreaterThan(10);
                for (String statement : statements) {
                    findings.addAll(explain(service, statement));
                }
            }
        } finally {
            system.servers().sql("SET GLOBAL general_log = OFF");
            system.servers().sql("TRUNCATE TABLE mysql.general_log");
        }
        assertThat(findings).isEmpty();
    }

    /** Orders of all outcomes, and every page that anybody may look at. */
    private static void useEverything() {
        Customers customers = new Customers(system);
        long buyer = system.user(100_000);
        system.product(11_001, 1_000, 100, true);
        system.product(11_002, 1_000, 1, true);
        String cancelled = customers.place(new Wish(buyer, 11_001, 1));
        assertThat(customers.outcome(cancelled)).isEqualTo("APPROVED");
        system.orders(buyer).post("/orders/" + cancelled + "/cancellation", "");
        Awaitility.await("the order is cancelled")
                .until(() -> customers.outcome(cancelled).equals("CANCELLED"));
        List<String> others =
                customers.place(
                        List.of(
                                new Wish(buyer, 11_001, 1),
                                new Wish(buyer, 11_001, 2),
                                new Wish(buyer, 11_002, 2),
                                new Wish(system.user(0), 11_001, 1),
                                new Wish(buyer, 11_999, 1)));
        others.forEach(customers::outcome);
        for (int time = 1; time <= 2; time++) {
            system.orders(buyer)
                    .send(
                            "POST",
                            "/orders",
                            new Wish(buyer, 11_001, 1).json(),
                            Map.of("Idempotency-Key", "growth", "Prefer", "wait=5"));
        }
        String cooked = others.getFirst();
        system.api("order").get("/orders/" + cooked);
        system.api("order").get("/orders/" + cooked + "/saga");
        follow(cooked);
        follow(cancelled);
        for (Api orders : List.of(system.orders(buyer), system.api("order"))) {
            orders.get("/orders");
            orders.get("/orders?status=APPROVED");
            orders.get("/orders?status=CANCELLED");
        }
        system.api("order").get("/dead-letters");
        system.api("order").get("/sagas");
        system.api("order").get("/sagas?state=ENDED");
        system.api("payment").get("/payments/" + cooked);
        system.api("user").get("/users/" + buyer);
        JsonNode points = system.api("user").get("/users/" + buyer + "/points?limit=1");
        String next = points.get("nextCursor").stringValue();
        system.api("user").get("/users/" + buyer + "/points?limit=1&cursor=" + next);
        for (String step : List.of("start", "ready", "pick-up")) {
            system.api("kitchen").post("/tickets/" + cooked + "/" + step, "");
        }
        watchKitchen();
        system.api("kitchen").get("/kitchen");
        system.api("kitchen").get("/menu");
        system.api("kitchen").get("/tickets");
        system.api("kitchen").get("/tickets?status=PICKED_UP");
        new Quiet(system).await();
    }

    private static void follow(String orderId) {
        URI events = URI.create(system.api("order").url() + "/orders/" + orderId + "/events");
        try (EventStream stream =
                EventStream.open(events, system.sessions().operator().authorization(), "")) {
            assertThat(stream.rest()).hasSizeGreaterThan(1);
        }
    }

    private static void watchKitchen() {
        URI events = URI.create(system.api("kitchen").url() + "/tickets/events");
        try (EventStream stream =
                EventStream.open(events, system.sessions().operator().authorization(), "0")) {
            assertThat(stream.next()).isPresent();
        }
    }

    /** What the service's connections, which are open still, have sent. */
    private static List<String> statements(String service) throws SQLException {
        String sent =
                """
                SELECT DISTINCT CONVERT(l.argument USING utf8mb4) FROM mysql.general_log l
                JOIN information_schema.processlist p ON p.id = l.thread_id
                WHERE p.db = '%s' AND l.command_type = 'Query'
                AND LOWER(LEFT(CONVERT(l.argument USING utf8mb4), 6))
                    IN ('begin;', 'select', 'update', 'delete', 'insert')
                """
                        .formatted(system.schema(service));
        List<String> statements = new ArrayList<>();
        try (Connection connection = system.servers().jdbc(system.schema(service));
                Statement query = connection.createStatement();
                ResultSet found = query.executeQuery(sent)) {
            while (found.next()) {
                BETWEEN.splitAsStream(found.getString(1))
                        .filter(statement -> !WITHOUT_TABLE.matcher(statement).matches())
                        .forEach(statements::add);
            }
        }
        return statements;
    }

    /** The first few by an index: it ends with them, whatever there is that would match. */
    private static boolean isReadInOrder(String statement, ResultSet plan) throws SQLException {
        String extra = String.valueOf(plan.getString("Extra"));
        return statement.contains(" LIMIT ")
                && plan.getString("key") != null
                && !extra.contains("filesort")
                && !extra.contains("temporary");
    }

    private static List<String> explain(String service, String statement) throws SQLException {
        List<String> findings = new ArrayList<>();
        try (Connection connection = system.servers().jdbc(system.schema(service));
                Statement explain = connection.createStatement()) {
            // As the services have it: what is compared with a column may decide on its index.
            explain.execute("SET character_set_connection = binary");
            ResultSet plan = explain.executeQuery("EXPLAIN FORMAT=TRADITIONAL " + statement);
            while (plan.next()) {
                if (plan.getLong("rows") > MOST_ROWS && !isReadInOrder(statement, plan)) {
                    findings.add(
                            "%s: %s of %d rows by %s: %s"
                                    .formatted(
                                            service,
                                            plan.getString("table"),
                                            plan.getLong("rows"),
                                            plan.getString("type"),
                                            statement));
                }
            }
        }
        return findings;
    }
}
