package dev.ordersaga.infra.servers;

import dev.ordersaga.infra.run.Http;
import dev.ordersaga.infra.run.ServerUrl;
import java.util.Map;
import java.util.Optional;

/** RabbitMQ's accounts and virtual hosts, through its management API. Everything may run twice. */
public final class BrokerAdmin {

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

    /** The three are regular expressions over the names of exchanges and queues. */
    public void permit(
            String account, String virtualHost, String configure, String write, String read) {
        http.put(
                        "/api/permissions/%s/%s".formatted(virtualHost, account),
                        Map.of("configure", configure, "write", write, "read", read))
                .required();
    }
}
