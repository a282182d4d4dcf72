package dev.ordersaga.infra.benchmark.load;

import dev.ordersaga.infra.run.Http;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Who buys, and what there is: enough of both that nobody waits for a row for long. */
public final class Market {

    private static final int BUYERS = 500;
    private static final int PRODUCTS = 50;
    private static final long UNKNOWN = 100_001;
    private static final long ABNORMAL = 100_002;
    private static final long POOR = 100_003;
    private static final long WITHDRAWN = 901;
    private static final long SCARCE = 902;

    private static final long PLENTY_OF_POINTS = 1_000_000_000_000L;
    private static final int PLENTY_OF_PORTIONS = 1_000_000;
    private static final int WAITING_CAPACITY = 1_000_000;
    private static final int MOST_OF_ONE = 3;
    private static final String CURRENCY = "KRW";

    private final Http users;
    private final Http kitchen;

    /**
     * @param env the services' addresses
     */
    public Market(Map<String, String> env) {
        users = Http.to(env.getOrDefault("USER_URL", ""));
        kitchen = Http.to(env.getOrDefault("KITCHEN_URL", ""));
    }

    /** Loads everything over the public APIs. */
    public void open() {
        Stream<Runnable> buyers = IntStream.rangeClosed(1, BUYERS).mapToObj(id -> () -> user(id));
        Stream<Runnable> products =
                IntStream.rangeClosed(1, PRODUCTS)
                        .mapToObj(id -> () -> product(id, PLENTY_OF_PORTIONS, true));
        Stream<Runnable> others =
                Stream.of(
                        () -> create(POOR),
                        this::abnormal,
                        () -> product(WITHDRAWN, PLENTY_OF_PORTIONS, false),
                        () -> product(SCARCE, 1, true));
        Stream.of(buyers, products, others).flatMap(tasks -> tasks).toList().parallelStream()
                .forEach(Runnable::run);
        openKitchen();
    }

    void openKitchen() {
        kitchen(true, WAITING_CAPACITY);
    }

    void closeKitchen() {
        kitchen(false, WAITING_CAPACITY);
    }

    void fillWaitingLine() {
        kitchen(true, 0);
    }

    /** The body of an order of this kind. */
    static byte[] order(Kind kind, RandomGenerator random) {
        String body =
                switch (kind) {
                    case APPROVED, KITCHEN_CLOSED, WAITING_FULL -> ordinary(buyer(random), random);
                    case USER_UNKNOWN -> ordinary(UNKNOWN, random);
                    case USER_ABNORMAL -> ordinary(ABNORMAL, random);
                    case POINTS_SHORT -> ordinary(POOR, random);
                    case PRODUCT_UNAVAILABLE -> body(buyer(random), item(WITHDRAWN, 1));
                    case REFUND -> body(buyer(random), item(SCARCE, 2));
                };
        return body.getBytes(StandardCharsets.US_ASCII);
    }

    /** The same as one value, for those in no hurry. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> request(Kind kind, RandomGenerator random) {
        return new JsonMapper().readValue(order(kind, random), Map.class);
    }

    private static String ordinary(long buyer, RandomGenerator random) {
        long first = 1L + random.nextInt(PRODUCTS);
        long second = 1 + first % PRODUCTS;
        return body(buyer, item(first, amount(random)) + "," + item(second, amount(random)));
    }

    private static String body(long buyer, String items) {
        return "{\"userId\":" + buyer + ",\"productItems\":[" + items + "]}";
    }

    private static String item(long product, int amount) {
        return "{\"productId\":" + product + ",\"amount\":" + amount + "}";
    }

    private static int amount(RandomGenerator random) {
        return 1 + random.nextInt(MOST_OF_ONE);
    }

    private static long buyer(RandomGenerator random) {
        return 1L + random.nextInt(BUYERS);
    }

    private void user(long id) {
        create(id);
        users.post(
                        "/users/%d/points".formatted(id),
                        Map.of("amount", PLENTY_OF_POINTS, "reference", "opening"))
                .required();
    }

    private void abnormal() {
        create(ABNORMAL);
        users.put("/users/%d/status".formatted(ABNORMAL), Map.of("status", "ABNORMAL")).required();
    }

    private void create(long id) {
        users.post("/users", Map.of("userId", id, "name", "Buyer " + id, "currency", CURRENCY))
                .required();
    }

    private void product(long id, int portions, boolean available) {
        kitchen.put(
                        "/menu/" + id,
                        Map.of(
                                "name", "Product " + id,
                                "price", 1_000 + id,
                                "currency", CURRENCY,
                                "portions", portions,
                                "available", available))
                .required();
    }

    private void kitchen(boolean open, int capacity) {
        kitchen.put("/kitchen", Map.of("open", open, "waitingCapacity", capacity)).required();
    }
}
