package dev.ordersaga.infra.services;

import dev.ordersaga.infra.run.Ports;
import dev.ordersaga.infra.run.ServerUrl;
import dev.ordersaga.infra.run.Service;
import dev.ordersaga.infra.servers.Account;
import dev.ordersaga.infra.servers.ServerAddresses;
import dev.ordersaga.infra.servers.Servers;
import java.util.HashMap;
import java.util.Map;

/** The environment variables that tell a service where everything is, and its secrets. */
final class ServiceEnvironment {

    private final Servers.Running servers;
    private final Ports ports;
    private final Accounts accounts;
    private final Wiring wiring;

    ServiceEnvironment(Servers.Running servers, Ports ports, Accounts accounts, Wiring wiring) {
        this.servers = servers;
        this.ports = ports;
        this.accounts = accounts;
        this.wiring = wiring;
    }

    Map<String, String> of(Service service) {
        ServerAddresses addresses = wiring.addresses(service, servers.addresses());
        String database = schemaAt(addresses.database(), service);
        Account rows = accounts.atDatabase(service);
        Account owner = accounts.schemaOwner(service);
        Account messages = accounts.atBroker(service);
        Map<String, String> environment = new HashMap<>(wiring.settings());
        environment.put("SPRING_R2DBC_URL", "r2dbc:mysql://" + database);
        environment.put("SPRING_R2DBC_USERNAME", rows.name());
        environment.put("SPRING_R2DBC_PASSWORD", rows.password());
        environment.put("SPRING_FLYWAY_URL", flywayUrl(addresses.database(), database));
        environment.put("SPRING_FLYWAY_USER", owner.name());
        environment.put("SPRING_FLYWAY_PASSWORD", owner.password());
        environment.put(
                "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUERURI",
                "http://127.0.0.1:" + ports.of(Service.USER));
        environment.put("SAGA_BROKER_URI", addresses.amqp().at(accounts.virtualHost()).anonymous());
        environment.put("SAGA_BROKER_USERNAME", messages.name());
        environment.put("SAGA_BROKER_PASSWORD", messages.password());
        environment.put("SAGA_BROKER_DECLARE", "false");
        environment.put("SPRINGDOC_SWAGGERUI_ENABLED", "true");
        if (service == Service.USER) {
            environment.put("SAGA_OPERATOR_LOGIN", accounts.operator().name());
            environment.put("SAGA_OPERATOR_PASSWORD", accounts.operator().password());
        }
        if (service == Service.PAYMENT) {
            environment.put("DATA_PLATFORM_URL", "http://127.0.0.1:" + ports.dataPlatform());
        }
        return environment;
    }

    private String flywayUrl(ServerUrl server, String schema) {
        if (servers.isMariaDb()) {
            return "jdbc:mariadb://" + schema;
        }
        return "jdbc:mysql://" + schema + (server.isLocal() ? "?allowPublicKeyRetrieval=true" : "");
    }

    private String schemaAt(ServerUrl database, Service service) {
        return "%s:%d/%s".formatted(database.host(), database.port(), accounts.schema(service));
    }
}
