package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.contracts.Topology;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.infra.run.Service;
import dev.ordersaga.infra.servers.Account;
import dev.ordersaga.messaging.testing.TestServers;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What broker and database refuse to each service, and what they do not. */
class AccountsIT {

    private static final LeastRights RIGHTS = LeastRights.on(TestServers.get());

    /** For each service, what another one sends: a reply, a command or an event. */
    private static final Map<Service, List<String>> FOREIGN =
            Map.of(
                    Service.ORDER,
                    List.of("saga.replies order.user.verify", "saga.commands user.points.use"),
                    Service.USER,
                    List.of(
                            "saga.replies order.kitchen.ticket.approve",
                            "saga.commands payment.pay"),
                    Service.KITCHEN,
                    List.of("saga.replies order.payment.pay", "saga.events payment.completed"),
                    Service.PAYMENT,
                    List.of("saga.replies order.user.verify", "saga.events order.status"));

    @BeforeAll
    static void everySchemaHasATable() throws SQLException {
        for (Service service : Service.values()) {
            execute(
                    service,
                    RIGHTS.accounts().schemaOwner(service),
                    "CREATE TABLE kept (id INT PRIMARY KEY)");
        }
    }

    @AfterAll
    static void leaveNothing() {
        RIGHTS.accounts().drop();
    }

    @ParameterizedTest
    @EnumSource
    void aServiceReadsItsOwnQueuesAndNoOther(Service service) {
        for (WorkQueue queue : WorkQueue.values()) {
            boolean own = queue.queueName().startsWith(service.id() + ".");
            assertAllowed(own, service, channel -> channel.basicGet(queue.queueName(), false));
            assertAllowed(false, service, channel -> channel.basicGet(queue.retryQueue(1), false));
            assertAllowed(
                    service == Service.ORDER,
                    service,
                    channel -> channel.basicGet(queue.deadLetterQueue(), false));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServiceSendsWithNoKeyOfAnothers(Service service) {
        for (String message : FOREIGN.getOrDefault(service, List.of())) {
            String[] way = message.split(" ");
            assertAllowed(false, service, channel -> send(channel, way[0], way[1]));
        }
        for (WorkQueue queue : WorkQueue.values()) {
            boolean own = queue.queueName().startsWith(service.id() + ".");
            assertAllowed(false, service, channel -> send(channel, "", queue.queueName()));
            assertAllowed(
                    own,
                    service,
                    channel -> send(channel, Exchanges.DEAD_LETTERS, queue.retryQueue(1)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServiceSendsWhatItsPartInTheSagasNeeds(Service service) {
        String own =
                switch (service) {
                    case ORDER -> "saga.commands kitchen.ticket.create";
                    case USER -> "saga.replies payment.user.points.use";
                    case KITCHEN -> "saga.replies order.kitchen.ticket.approve";
                    case PAYMENT -> "saga.events payment.completed";
                };
        String[] way = own.split(" ");
        assertAllowed(true, service, channel -> send(channel, way[0], way[1]));
    }

    @ParameterizedTest
    @EnumSource
    void aServiceConfiguresNothingNotEvenItsOwn(Service service) {
        WorkQueue own = Topology.workQueuesOf(service.id()).getFirst();
        Topology.Queue asItIs = Topology.of(own, 0).queues().getLast();
        Stream.<Attempt>of(
                        channel ->
                                channel.queueDeclare(
                                        asItIs.name(), true, false, false, asItIs.arguments()),
                        channel ->
                                channel.queueDeclare(
                                        service.id() + ".new", true, false, false, null),
                        Channel::queueDeclare,
                        channel -> channel.queueDelete(own.queueName()),
                        channel -> channel.queueBind(own.queueName(), own.exchange(), "#"),
                        channel ->
                                channel.queueUnbind(
                                        own.queueName(),
                                        own.exchange(),
                                        own.bindingKeys().getFirst()),
                        channel ->
                                channel.exchangeDeclare(
                                        own.exchange(), BuiltinExchangeType.TOPIC, true),
                        channel -> channel.exchangeDelete(own.exchange()))
                .forEach(attempt -> assertAllowed(false, service, attempt));
        assertAllowed(true, service, channel -> channel.basicGet(own.queueName(), false));
    }

    @ParameterizedTest
    @EnumSource
    void aServiceWritesRowsOfItsOwnSchemaAndSeesNoOther(Service service) throws SQLException {
        Account rows = RIGHTS.accounts().atDatabase(service);
        execute(service, rows, "INSERT INTO kept VALUES (1)");
        execute(service, rows, "UPDATE kept SET id = 2 WHERE id = 1");
        execute(service, rows, "DELETE FROM kept");

        for (Account account : List.of(rows, RIGHTS.accounts().schemaOwner(service))) {
            assertThat(schemas(service, account))
                    .filteredOn(name -> name.contains("saga_"))
                    .containsExactly(RIGHTS.accounts().schema(service));
            for (Service other : others(service)) {
                String foreign = RIGHTS.accounts().schema(other);
                assertRefused(service, account, "SELECT * FROM `" + foreign + "`.kept");
                assertRefused(service, account, "INSERT INTO `" + foreign + "`.kept VALUES (1)");
                assertRefused(service, account, "USE `" + foreign + "`");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServiceChangesNoTablesButByItsMigrations(Service service) {
        Account rows = RIGHTS.accounts().atDatabase(service);
        for (String statement :
                List.of(
                        "CREATE TABLE other (id INT PRIMARY KEY)",
                        "ALTER TABLE kept ADD COLUMN more INT",
                        "CREATE INDEX more ON kept (id)",
                        "TRUNCATE TABLE kept",
                        "DROP TABLE kept",
                        "GRANT SELECT ON kept TO CURRENT_USER()")) {
            assertRefused(service, rows, statement);
        }
        assertThatCode(
                        () ->
                                execute(
                                        service,
                                        RIGHTS.accounts().schemaOwner(service),
                                        "CREATE TABLE " + service.id() + "s (id INT PRIMARY KEY)"))
                .doesNotThrowAnyException();
    }

    @FunctionalInterface
    private interface Attempt {

        Object on(Channel channel) throws Exception;
    }

    /** The broker says no by closing the channel. */
    private static void assertAllowed(boolean allowed, Service service, Attempt attempt) {
        ThrowingCallable call =
                () -> {
                    try (Connection connection = connection(service)) {
                        attempt.on(connection.createChannel());
                    }
                };
        if (allowed) {
            assertThatCode(call).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(call).satisfies(AccountsIT::isAccessRefused);
        }
    }

    private static void isAccessRefused(Throwable fault) {
        ShutdownSignalException signal =
                (ShutdownSignalException)
                        Stream.iterate(fault, Throwable::getCause)
                                .filter(ShutdownSignalException.class::isInstance)
                                .findFirst()
                                .orElseThrow();
        assertThat(((AMQP.Channel.Close) signal.getReason()).getReplyCode())
                .isEqualTo(AMQP.ACCESS_REFUSED);
    }

    private static Connection connection(Service service) throws Exception {
        Account account = RIGHTS.accounts().atBroker(service);
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(TestServers.get().brokerUri(RIGHTS.virtualHost()));
        factory.setUsername(account.name());
        factory.setPassword(account.password());
        factory.setAutomaticRecoveryEnabled(false);
        return factory.newConnection("accounts");
    }

    private static Object send(Channel channel, String exchange, String key) throws Exception {
        channel.confirmSelect();
        channel.basicPublish(exchange, key, null, new byte[0]);
        channel.waitForConfirmsOrDie(60_000);
        return key;
    }

    private static List<Service> others(Service service) {
        return Arrays.stream(Service.values()).filter(other -> other != service).toList();
    }

    private static void assertRefused(Service service, Account account, String statement) {
        assertThatThrownBy(() -> execute(service, account, statement))
                .as("%s: %s", account, statement)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("denied");
    }

    private static void execute(Service service, Account account, String sql) throws SQLException {
        try (java.sql.Connection connection = database(service, account);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> schemas(Service service, Account account) throws SQLException {
        try (java.sql.Connection connection = database(service, account);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW DATABASES")) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    private static java.sql.Connection database(Service service, Account account)
            throws SQLException {
        String url = RIGHTS.properties(service.id()).get("spring.flyway.url").toString();
        return DriverManager.getConnection(url, account.name(), account.password());
    }
}
