package dev.ordersaga.infra.services;

import dev.ordersaga.infra.run.Secrets;
import dev.ordersaga.infra.run.Service;
import dev.ordersaga.infra.servers.Account;
import dev.ordersaga.infra.servers.BrokerAdmin;
import dev.ordersaga.infra.servers.BrokerRights;
import dev.ordersaga.infra.servers.DatabaseAdmin;
import dev.ordersaga.infra.servers.ServerAddresses;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What each service has at broker and database: accounts with no more rights than it needs. At the
 * broker everything is declared here, and no service may declare anything. And as whom the
 * project's own tools sign in at the services.
 */
public final class Accounts {

    private static final String VIRTUAL_HOST = "order-saga";

    private final BrokerAdmin broker;
    private final DatabaseAdmin database;
    private final Set<String> administrators;
    private final Secrets secrets;
    private final String prefix;

    /** The only ones on these servers. */
    public Accounts(ServerAddresses servers, Secrets secrets) {
        this(servers, secrets, "");
    }

    /** Others with a prefix to every name, beside those of other systems on the same servers. */
    public Accounts(ServerAddresses servers, Secrets secrets, String prefix) {
        this.broker = new BrokerAdmin(servers.management());
        this.database = new DatabaseAdmin(servers.database());
        this.administrators =
                new TreeSet<>(List.of(servers.management().user(), servers.amqp().user()));
        this.secrets = secrets;
        this.prefix = prefix;
    }

    public String virtualHost() {
        return prefix + VIRTUAL_HOST;
    }

    public String schema(Service service) {
        return prefix + service.schema();
    }

    /** As whom it connects to the broker. */
    public Account atBroker(Service service) {
        return new Account(prefix + service.id(), secrets.of(service.id()));
    }

    /** As whom it works with its database. */
    public Account atDatabase(Service service) {
        return new Account(schema(service) + "_rows", secrets.of(service.id() + "-rows"));
    }

    /** As whom its migrations change its schema, when it starts. */
    public Account schemaOwner(Service service) {
        return new Account(schema(service), secrets.of(service.id() + "-schema"));
    }

    /** The services' operator, who is nobody at the broker. */
    Account operator() {
        return new Account("operator", secrets.of("services-operator"));
    }

    /** The password of all customers that the tools register. */
    String customersPassword() {
        return secrets.of("customers");
    }

    /** Creates what is missing. */
    public void create() {
        broker.createVirtualHost(virtualHost());
        for (String administrator : administrators) {
            broker.permitEverything(administrator, virtualHost());
        }
        broker.declareTopology(virtualHost());
        for (Service service : Service.values()) {
            Account account = atBroker(service);
            broker.createAccount(account.name(), account.password());
            broker.permit(account.name(), virtualHost(), BrokerRights.of(service));
            database.createSchema(schema(service), schemaOwner(service), atDatabase(service));
        }
    }

    /** Takes away the account that every RabbitMQ is born with. */
    void dropGuest() {
        broker.dropAccount("guest");
    }

    /** Drops the virtual host, the schemas and the accounts, with all that is in them. */
    public void drop() {
        broker.dropVirtualHost(virtualHost());
        for (Service service : Service.values()) {
            broker.dropAccount(atBroker(service).name());
            database.dropSchema(schema(service));
            database.dropAccount(schemaOwner(service));
            database.dropAccount(atDatabase(service));
        }
    }
}
