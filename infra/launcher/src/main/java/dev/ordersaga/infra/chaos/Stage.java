package dev.ordersaga.infra.chaos;

import dev.ordersaga.infra.run.Await;
import dev.ordersaga.infra.run.ServerUrl;
import dev.ordersaga.infra.run.Service;
import dev.ordersaga.infra.servers.BrokerAdmin;
import dev.ordersaga.infra.servers.DatabaseAdmin;
import dev.ordersaga.infra.servers.PrivateBroker;
import dev.ordersaga.infra.servers.PrivateDatabase;
import dev.ordersaga.infra.services.OrderSystem;
import dev.ordersaga.infra.services.ServiceProcess;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a fault may lay its hands on.
 *
 * @param env the addresses of the running system
 * @param customers who order, and who may do everything
 * @param random seeded for this fault alone, so that it does the same in whatever order it comes
 * @param poison counts messages that must end as dead letters
 */
record Stage(
        OrderSystem system,
        Proxies proxies,
        PrivateBroker broker,
        PrivateDatabase database,
        Map<String, String> env,
        Customers customers,
        Random random,
        AtomicInteger poison) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    BrokerApi brokerApi() {
        return new BrokerApi(system.administration().management(), amqp().path());
    }

    /** As an operator does who finds something missing at the broker: services may not. */
    void declareTopology() {
        new BrokerAdmin(system.administration().management()).declareTopology(amqp().path());
    }

    DatabaseRoot databaseRoot() {
        return new DatabaseRoot(system.administration().database());
    }

    /** Straight to the virtual host, as an administrator. */
    ServerUrl amqp() {
        return ServerUrl.parse("AMQP_URL", env.getOrDefault("AMQP_URL", ""));
    }

    ServiceProcess service(Service service) {
        return system.service(service);
    }

    Service anyService() {
        return Service.values()[random.nextInt(Service.values().length)];
    }

    void awaitBroker() {
        BrokerAdmin admin = new BrokerAdmin(system.administration().management());
        Await.until("the broker answers", PATIENCE, () -> admin.version().isPresent());
    }

    void awaitDatabase() {
        DatabaseAdmin admin = new DatabaseAdmin(system.administration().database());
        Await.until("the database answers", PATIENCE, () -> admin.version().isPresent());
    }

    /** Lets a moment pass: up to so many milliseconds. */
    void moment(int most) {
        pause(Duration.ofMillis(random.nextInt(most)));
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
