package dev.ordersaga.infra.servers;

import dev.ordersaga.infra.run.Http;
import dev.ordersaga.infra.run.ServerUrl;
import java.util.Map;
import java.util.Optional;

/** RabbitMQ's accounts and virtual hosts, through its management API. Everything may run twice. */
public final class BrokerAdmin {

    private static final String NOTHING = "^$";

    private final Http http;

    public BrokerAdmin(ServerUrl management) {
        http = Http.to(management);
    }

    /** Empty while it does not answer, or does not take our password yet. */
    public Optional<String> version() {
        try {
            Http.Answer answer = http.get("/api/overview");
            String version = answer.body().path("rabbitmq_version").asString("");
            return answer.isDone() && !version.isEmpty() ? Optional.of(version) : Optional.empty();
        } catch (Http.Unreachable e) {
            return Optional.empty();
        }
    }

    public void createVirtualHost(String name) {
        http.put("/api/vhosts/" + name, Map.of()).required();
    }

    public void dropVirtualHost(String name) {
        http.delete("/api/vhosts/" + name);
    }

    /** Creates an account that only speaks AMQP, or gives it this password. */
    public void createAccount(String name, String password) {
        http.put("/api/users/" + name, Map.of("password", password, "tags", "")).required();
    }

    public void dropAccount(String name) {
        http.delete("/api/users/" + name);
    }

    /** Lets an account do everything in a virtual host. */
    public void permitEverything(String account, String virtualHost) {
        permit(account, virtualHost, ".*", ".*", ".*");
    }

    /** Lets an account do this in a virtual host, and no longer what it was permitted before. */
    public void permit(String account, String virtualHost, BrokerRights rights) {
        permit(account, virtualHost, NOTHING, rights.write(), rights.read());
        rights.topics()
                .forEach(
                        (exchange, keys) ->
                                http.put(
                                                "/api/topic-permissions/%s/%s"
                                                        .formatted(virtualHost, account),
                                                Map.of(
                                                        "exchange",
                                                        exchange,
                                                        "write",
                                                        keys,
                                                        "read",
                                                        NOTHING))
                                        .required());
    }

    /** The three are regular expressions over the names of exchanges and queues. */
    private void permit(
            String account, String virtualHost, String configure, String write, String read) {
        http.put(
                        "/api/permissions/%s/%s".formatted(virtualHost, account),
                        Map.of("configure", configure, "write", write, "read", read))
                .required();
    }

    /** Declares what is missing of all exchanges, queues and bindings, and changes no other. */
    public void declareTopology(String virtualHost) {
        http.post("/api/definitions/" + virtualHost, Definitions.whole()).required();
    }
}
