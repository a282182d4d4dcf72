package dev.ordersaga.infra.identity;

import dev.ordersaga.infra.run.Http;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.LongStream;

/** All who sign in to one running system: its operator, and customers. */
public final class Sessions {

    private static final String CURRENCY = "KRW";
    private static final int CONFLICT = 409;

    private final Http users;
    private final String customersPassword;
    private final Session operator;
    private final ConcurrentMap<Long, Session> customers = new ConcurrentHashMap<>();

    /**
     * @param env the addresses and passwords, as {@code .run/env} has them
     */
    public Sessions(Map<String, String> env) {
        users = Http.to(env.getOrDefault("USER_URL", ""));
        customersPassword = env.getOrDefault("CUSTOMERS_PASSWORD", "");
        operator =
                new Session(
                        users,
                        Map.of(
                                "login", env.getOrDefault("OPERATOR_LOGIN", ""),
                                "password", env.getOrDefault("OPERATOR_PASSWORD", "")));
    }

    /**
     * Who may do everything, but is no customer: whoever verifies users knows nobody of this id.
     */
    public Session operator() {
        return operator;
    }

    /** One of those that were {@link #register registered}. */
    public Session customer(long userId) {
        return customers.computeIfAbsent(
                userId,
                id -> new Session(users, Map.of("userId", id, "password", customersPassword)));
    }

    /** Makes a customer with an empty account in KRW, unless there is one with that id. */
    public void register(long userId, String name) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("userId", userId);
        user.put("name", name);
        user.put("currency", CURRENCY);
        user.put("login", "customer-" + userId);
        user.put("password", customersPassword);
        Http.Answer answer = users.as(operator::authorization).post("/users", user);
        if (answer.status() != CONFLICT) {
            answer.required();
        }
    }

    /** Signs in these customers, and the operator, before they are needed. */
    public void signIn(LongStream userIds) {
        operator.authorization();
        userIds.parallel().mapToObj(this::customer).forEach(Session::authorization);
    }
}
