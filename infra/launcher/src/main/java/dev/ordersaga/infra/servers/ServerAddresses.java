package dev.ordersaga.infra.servers;

import dev.ordersaga.infra.run.Ports;
import dev.ordersaga.infra.run.ServerUrl;
import dev.ordersaga.infra.terminal.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Broker and database, each with an account that may administer it. */
public record ServerAddresses(ServerUrl amqp, ServerUrl management, ServerUrl database) {

    static final String AMQP = "ORDER_SAGA_AMQP_URL";
    static final String MANAGEMENT = "ORDER_SAGA_MANAGEMENT_URL";
    static final String DATABASE = "ORDER_SAGA_DATABASE_URL";

    /**
     * What the environment gives: nothing, or all three.
     *
     * @throws Failure if it gives only some
     */
    static Optional<ServerAddresses> fromEnvironment(Map<String, String> environment) {
        List<String> missing =
                List.of(AMQP, MANAGEMENT, DATABASE).stream()
                        .filter(name -> environment.getOrDefault(name, "").isBlank())
                        .toList();
        if (missing.size() == 3) {
            return Optional.empty();
        }
        if (!missing.isEmpty()) {
            throw Failure.impossible(
                    "%s, %s and %s belong together; missing: %s."
                            .formatted(AMQP, MANAGEMENT, DATABASE, String.join(", ", missing)));
        }
        return Optional.of(
                new ServerAddresses(
                        parse(environment, AMQP),
                        parse(environment, MANAGEMENT),
                        parse(environment, DATABASE)));
    }

    /** On this machine, with one account for both. */
    static ServerAddresses local(
            Ports ports, String databaseScheme, String user, String password, String databaseUser) {
        String host = "127.0.0.1";
        return new ServerAddresses(
                new ServerUrl("amqp", host, ports.amqp(), user, password, ""),
                new ServerUrl("http", host, ports.management(), user, password, ""),
                new ServerUrl(databaseScheme, host, ports.database(), databaseUser, password, ""));
    }

    /** The three variables by which tests, and other runs, are told. */
    public Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(AMQP, amqp.text());
        variables.put(MANAGEMENT, management.text());
        variables.put(DATABASE, database.text());
        return variables;
    }

    private static ServerUrl parse(Map<String, String> environment, String name) {
        return ServerUrl.parse(name, environment.getOrDefault(name, ""));
    }
}
