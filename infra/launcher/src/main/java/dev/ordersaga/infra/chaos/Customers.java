package dev.ordersaga.infra.chaos;

import dev.ordersaga.infra.identity.Sessions;
import dev.ordersaga.infra.run.Http;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Who orders, and what: so many of each kind that every outcome occurs. */
final class Customers {

    private static final long FIRST_USER = 1_000;
    private static final int RICH = 8;
    private static final long PLENTY_OF_POINTS = 1_000_000_000_000L;
    private static final long FEW_POINTS = 100_000;
    private static final long POOR = FIRST_USER + RICH;
    private static final long ABNORMAL = POOR + 1;

    /** The operator, who is no customer. */
    private static final long NOBODY = 0;

    private static final long STEW = 501;
    private static final long NOODLES = 502;
    private static final long SCARCE = 503;
    private static final long WITHDRAWN = 504;
    private static final int PRICE = 700;
    private static final int PLENTY = 1_000_000;
    private static final int FEW = 10;

    private final Sessions sessions;
    private final Http users;
    private final Http kitchen;
    private final Map<Long, Long> opening = new HashMap<>();

    Customers(Map<String, String> env) {
        sessions = new Sessions(env);
        users = Http.to(env.getOrDefault("USER_URL", "")).as(operator());
        kitchen = Http.to(env.getOrDefault("KITCHEN_URL", "")).as(operator());
    }

    /** What one of them asks for. */
    record Wish(long buyer, Map<String, Object> body) {}

    /** The header Authorization of who asks. */
    String authorization(Wish wish) {
        return wish.buyer() == NOBODY
                ? sessions.operator().authorization()
                : sessions.customer(wish.buyer()).authorization();
    }

    /** The header Authorization of who may do everything. */
    Supplier<String> operator() {
        return sessions.operator()::authorization;
    }

    /** Makes them known to the system, and signs them in. */
    void introduce() {
        for (long user = FIRST_USER; user < POOR; user++) {
            create(user, PLENTY_OF_POINTS);
        }
        create(POOR, FEW_POINTS);
        create(ABNORMAL, PLENTY_OF_POINTS);
        users.put("/users/%d/status".formatted(ABNORMAL), Map.of("status", "ABNORMAL")).required();
        menu(STEW, PLENTY, true);
        menu(NOODLES, PLENTY, true);
        menu(WITHDRAWN, PLENTY, false);
        kitchen.put("/kitchen", Map.of("open", true, "waitingCapacity", PLENTY)).required();
        sessions.signIn(opening.keySet().stream().mapToLong(Long::longValue));
    }

    /** A few portions of what is often gone before a ticket is approved. */
    void restock() {
        menu(SCARCE, FEW, true);
    }

    /** What each of them had at first. */
    Map<Long, Long> opening() {
        return Map.copyOf(opening);
    }

    /** An order. Of a hundred, some 75 are approved while all goes well. */
    Wish order(Random random) {
        int lot = random.nextInt(100);
        if (lot < 6) {
            return order(POOR, STEW, 20 + random.nextInt(20));
        }
        if (lot < 10) {
            return order(ABNORMAL, STEW, 1);
        }
        if (lot < 12) {
            return order(NOBODY, STEW, 1);
        }
        if (lot < 16) {
            return order(rich(random), WITHDRAWN, 1);
        }
        if (lot < 26) {
            return order(rich(random), SCARCE, 1 + random.nextInt(2));
        }
        return order(rich(random), random.nextBoolean() ? STEW : NOODLES, 1 + random.nextInt(5));
    }

    private static long rich(Random random) {
        return FIRST_USER + random.nextInt(RICH);
    }

    private static Wish order(long user, long product, int amount) {
        return new Wish(
                user,
                Map.of("productItems", List.of(Map.of("productId", product, "amount", amount))));
    }

    private void create(long user, long points) {
        sessions.register(user, "User " + user);
        users.post(
                        "/users/%d/points".formatted(user),
                        Map.of("amount", points, "reference", "opening"))
                .required();
        opening.put(user, points);
    }

    private void menu(long product, int portions, boolean available) {
        kitchen.put(
                        "/menu/" + product,
                        Map.of(
                                "name", "Product " + product,
                                "price", PRICE,
                                "currency", "KRW",
                                "portions", portions,
                                "available", available))
                .required();
    }
}
