package dev.ordersaga.infra.services;

import dev.ordersaga.infra.run.Ports;
import dev.ordersaga.infra.run.Secrets;
import dev.ordersaga.infra.run.ServerUrl;
import dev.ordersaga.infra.run.Service;
import dev.ordersaga.infra.servers.ServerAddresses;
import dev.ordersaga.infra.servers.Servers;
import java.util.HashMap;
import java.util.Map;

/** The environment variables that tell a service where everything is, and its secrets. */
final class ServiceEnvironment {

    /** The login name of the services' operator. */
    static final String OPERATOR = "operator";

    /** The operator's password among the secrets; that of the broker's operator is another. */
    static final String OPERATORS_SECRET = "services-operator";

    private final Servers.Running servers;
    private final Ports ports;
    private final Secrets secrets;
    private final Wiring wiring;

    ServiceEnvironment(Servers.Running servers, Ports ports, Secrets secrets, Wiring wiring) {
        this.servers = servers;
        this.ports = ports;
        this.secrets = secrets;
        this.wiring = wiring;
    }

    Map<String, String> of(Service service) {
        ServerAddresses addresses = wiring.addresses(service, servers.addresses());
        String database = schemaAt(addresses.database(), service);
        String password = secrets.of(service.id());
        Map<String, String> environment = new HashMap<>(wiring.settings());
        environment.put("SPRING_R2DBC_URL", "r2dbc:mysql://" + database);
        environment.put("SPRING_R2DBC_USERNAME", service.schema());
        environment.put("SPRING_R2DBC_PASSWORD", password);
        environment.put("SPRING_FLYWAY_URL", flywayUrl(addresses.database(), database));
        environment.put("SPRING_FLYWAY_USER", service.schema());
        environment.put("SPRING_FLYWAY_PASSWORD", password);
        environment.put(
                "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUERURI",
                "http://127.0.0.1:" + ports.of(Service.USER));
        environment.put("SAGA_BROKER_URI", addresses.amqp().at(Accounts.VIRTUAL_HOST).anonymous());
        environment.put("SAGA_BROKER_USERNAME", service.id());
        environment.put("SAGA_BROKER_PASSWORD", password);
        if (service == Service.USER) {
            environment.put("SAGA_OPERATOR_LOGIN", OPERATOR);
            environment.put("SAGA_OPERATOR_PASSWORD", secrets.of(OPERATORS_SECRET));
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

    private static String schemaAt(ServerUrl database, Service service) {
        return "%s:%d/%s".formatted(database.host(), database.port(), service.schema());
    }
}
