package dev.ordersaga.system;

import dev.ordersaga.infra.run.Secrets;
import dev.ordersaga.infra.run.ServerUrl;
import dev.ordersaga.infra.run.Service;
import dev.ordersaga.infra.servers.Account;
import dev.ordersaga.infra.servers.ServerAddresses;
import dev.ordersaga.infra.services.Accounts;
import dev.ordersaga.messaging.testing.TestServers;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The accounts that {@code infra/run} makes, under names that no other system has. */
record LeastRights(TestServers servers, Accounts accounts) {

    static LeastRights on(TestServers servers) {
        String prefix = "t" + UUID.randomUUID().toString().substring(0, 6) + "_";
        Accounts accounts =
                new Accounts(addresses(servers), new Secrets(Path.of("target", prefix)), prefix);
        accounts.create();
        return new LeastRights(servers, accounts);
    }

    private static ServerAddresses addresses(TestServers servers) {
        return new ServerAddresses(
                ServerUrl.parse("broker", servers.brokerUri(""))
                        .as(servers.brokerUser(), servers.brokerPassword()),
                ServerUrl.parse("management", servers.managementUrl()),
                ServerUrl.parse("database", servers.databaseUrl("")));
    }

    String virtualHost() {
        return accounts.virtualHost();
    }

    String schema(String service) {
        return accounts.schema(service(service));
    }

    /** What a service is configured with to work under these accounts. */
    Map<String, Object> properties(String service) {
        Account rows = accounts.atDatabase(service(service));
        Account owner = accounts.schemaOwner(service(service));
        Account messages = accounts.atBroker(service(service));
        Map<String, Object> properties = servers.properties(virtualHost(), schema(service));
        properties.put("spring.r2dbc.username", rows.name());
        properties.put("spring.r2dbc.password", rows.password());
        properties.put("spring.flyway.user", owner.name());
        properties.put("spring.flyway.password", owner.password());
        properties.put("saga.broker.username", messages.name());
        properties.put("saga.broker.password", messages.password());
        properties.put("saga.broker.declare", false);
        return properties;
    }

    private static Service service(String name) {
        return Service.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
