package dev.ordersaga.infra.chaos;

import dev.ordersaga.infra.proxy.TcpProxy;
import dev.ordersaga.infra.run.ServerUrl;
import dev.ordersaga.infra.run.Service;
import dev.ordersaga.infra.servers.ServerAddresses;
import dev.ordersaga.infra.services.Wiring;
import java.util.EnumMap;
import java.util.Map;

/** Between each service and its servers, so that the network may fail for one alone. */
final class Proxies implements Wiring, AutoCloseable {

    /**
     * Waits are shorter than usual, so that what was lost is missed sooner; who gives up on whom
     * stays in the same order. A service that is started often should be compiled little.
     */
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "SAGA_FAILPOINTS_ENABLED", "true",
                    "JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1",
                    "ORDER_ANSWERDEADLINE_FIRST", "7500ms",
                    "ORDER_ANSWERDEADLINE_LONGEST", "10s",
                    "PAYMENT_ANSWERDEADLINE_FIRST", "2500ms",
                    "PAYMENT_ANSWERDEADLINE_LONGEST", "5s",
                    "SAGA_CONFIRMTIMEOUT", "4s",
                    "SAGA_OUTBOXGRACE", "5s",
                    "SAGA_RETRYDELAYS", "500ms,2s,8s",
                    // An outage is long, and the customers are few.
                    "ORDER_LIMITS_OPENORDERS", "0");

    private final Map<Service, TcpProxy> brokers = new EnumMap<>(Service.class);
    private final Map<Service, TcpProxy> databases = new EnumMap<>(Service.class);

    @Override
    public ServerAddresses addresses(Service service, ServerAddresses servers) {
        TcpProxy broker = brokers.computeIfAbsent(service, _ -> to(servers.amqp()));
        TcpProxy database = databases.computeIfAbsent(service, _ -> to(servers.database()));
        return new ServerAddresses(
                via(broker, servers.amqp()),
                servers.management(),
                via(database, servers.database()));
    }

    @Override
    public Map<String, String> settings() {
        return SETTINGS;
    }

    TcpProxy broker(Service service) {
        return proxy(brokers, service);
    }

    TcpProxy database(Service service) {
        return proxy(databases, service);
    }

    private static TcpProxy proxy(Map<Service, TcpProxy> proxies, Service service) {
        TcpProxy proxy = proxies.get(service);
        if (proxy == null) {
            throw new IllegalStateException("%s has not been started".formatted(service.id()));
        }
        return proxy;
    }

    private static TcpProxy to(ServerUrl server) {
        return new TcpProxy(server.host(), server.port());
    }

    private static ServerUrl via(TcpProxy proxy, ServerUrl server) {
        return new ServerUrl(
                server.scheme(),
                "127.0.0.1",
                proxy.port(),
                server.user(),
                server.password(),
                server.path());
    }

    @Override
    public void close() {
        brokers.values().forEach(TcpProxy::close);
        databases.values().forEach(TcpProxy::close);
    }
}
