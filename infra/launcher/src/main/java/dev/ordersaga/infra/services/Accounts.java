package dev.ordersaga.infra.services;

import dev.ordersaga.infra.run.Secrets;
import dev.ordersaga.infra.run.Service;
import dev.ordersaga.infra.servers.BrokerAdmin;
import dev.ordersaga.infra.servers.DatabaseAdmin;
import dev.ordersaga.infra.servers.ServerAddresses;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What each service owns at broker and database: an account with no more rights than it needs. */
final class Accounts {

    static final String VIRTUAL_HOST = "order-saga";

    private final BrokerAdmin broker;
    private final DatabaseAdmin database;
    private final Set<String> administrators;
    private final Secrets secrets;

    Accounts(ServerAddresses servers, Secrets secrets) {
        this.broker = new BrokerAdmin(servers.management());
        this.database = new DatabaseAdmin(servers.database());
        this.administrators =
                new TreeSet<>(List.of(servers.management().user(), servers.amqp().user()));
        this.secrets = secrets;
    }

    /** Creates what is missing. */
    void create() {
        broker.createVirtualHost(VIRTUAL_HOST);
        for (String administrator : administrators) {
            broker.permit(administrator, VIRTUAL_HOST, ".*", ".*", ".*");
        }
        for (Service service : Service.values()) {
            String password = secrets.of(service.id());
            broker.createAccount(service.id(), password);
            broker.permit(
                    service.id(),
                    VIRTUAL_HOST,
                    service.mayConfigure(),
                    service.mayWrite(),
                    service.mayRead());
            database.createSchema(service.schema(), password);
        }
    }

    /** Takes away the account that every RabbitMQ is born with. */
    void dropGuest() {
        broker.dropAccount("guest");
    }

    /** Drops the virtual host and the schemas, with all that is in them. */
    void drop() {
        broker.dropVirtualHost(VIRTUAL_HOST);
        for (Service service : Service.values()) {
            database.dropSchema(service.schema());
        }
    }
}
