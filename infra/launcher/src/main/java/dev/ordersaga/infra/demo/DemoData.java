package dev.ordersaga.infra.demo;

import dev.ordersaga.infra.identity.Sessions;
import dev.ordersaga.infra.run.Http;
import java.util.Map;
import java.util.UUID;

/** What the demonstration orders need; loaded over the public APIs, any number of times. */
public final class DemoData {

    /** Of good standing, and rich. */
    static final long KIM = 1;

    /** Not of good standing. */
    static final long LEE = 2;

    /** Of good standing, and poor. */
    static final long PARK = 3;

    static final long BIBIMBAP = 123;
    static final long KIMCHI_STEW = 124;
    static final long WITHDRAWN = 125;

    /** One portion is left of it. */
    static final long SCARCE = 126;

    private static final int WAITING_CAPACITY = 100_000;
    private static final int PLENTY_OF_PORTIONS = 1_000_000;
    private static final long PLENTY_OF_POINTS = 100_000_000;
    private static final long FEW_POINTS = 1_000;
    private static final String CURRENCY = "KRW";

    private final Sessions sessions;
    private final Http users;
    private final Http kitchen;

    /**
     * @param env the services' addresses, as {@code .run/env} has them
     */
    public DemoData(Map<String, String> env, Sessions sessions) {
        this.sessions = sessions;
        users = Http.to(env.getOrDefault("USER_URL", "")).as(sessions.operator()::authorization);
        kitchen =
                Http.to(env.getOrDefault("KITCHEN_URL", "")).as(sessions.operator()::authorization);
    }

    public void load() {
        user(KIM, "Kim", "NORMAL", PLENTY_OF_POINTS);
        user(LEE, "Lee", "ABNORMAL", PLENTY_OF_POINTS);
        user(PARK, "Park", "NORMAL", FEW_POINTS);
        menuItem(BIBIMBAP, "Bibimbap", 9_000, PLENTY_OF_PORTIONS, true);
        menuItem(KIMCHI_STEW, "Kimchi stew", 8_000, PLENTY_OF_PORTIONS, true);
        menuItem(WITHDRAWN, "Cold noodles", 10_000, PLENTY_OF_PORTIONS, false);
        menuItem(SCARCE, "Chef's special", 15_000, 1, true);
        waitingCapacity(WAITING_CAPACITY);
    }

    /** Whether there is anybody to place orders. */
    boolean isLoaded() {
        return users.get("/users/" + KIM).isDone();
    }

    /** Sets the portions of the scarce dish back to one. */
    void restock() {
        menuItem(SCARCE, "Chef's special", 15_000, 1, true);
    }

    void waitingCapacity(int capacity) {
        kitchen.put("/kitchen", Map.of("open", true, "waitingCapacity", capacity)).required();
    }

    /** The balance of a user, in KRW. */
    long points(long userId) {
        return users.get("/users/%d/points".formatted(userId))
                .required()
                .body()
                .path("balance")
                .asLong();
    }

    private void user(long userId, String name, String status, long points) {
        sessions.register(userId, name);
        users.put("/users/%d/status".formatted(userId), Map.of("status", status)).required();
        long balance = points(userId);
        if (balance < points) {
            users.post(
                            "/users/%d/points".formatted(userId),
                            Map.of(
                                    "amount",
                                    points - balance,
                                    "reference",
                                    "demonstration " + UUID.randomUUID()))
                    .required();
        }
    }

    private void menuItem(
            long productId, String name, long price, int portions, boolean available) {
        kitchen.put(
                        "/menu/" + productId,
                        Map.of(
                                "name", name,
                                "price", price,
                                "currency", CURRENCY,
                                "portions", portions,
                                "available", available))
                .required();
    }
}
