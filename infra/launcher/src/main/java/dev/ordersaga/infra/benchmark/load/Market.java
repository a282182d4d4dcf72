package dev.ordersaga.infra.benchmark.load;

import dev.ordersaga.infra.identity.Sessions;
import dev.ordersaga.infra.run.Http;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Who buys, and what there is: enough of both that nobody waits for a row for long. */
public final class Market {

    private static final int BUYERS = 200;
    private static final int PRODUCTS = 50;

    /** The operator, who is no customer. */
    private static final long NOBODY = 0;

    private static final long ABNORMAL = 100_002;
    private static final long POOR = 100_003;
    private static final long WITHDRAWN = 901;
    private static final long SCARCE = 902;

    private static final long PLENTY_OF_POINTS = 1_000_000_000_000L;
    private static final int PLENTY_OF_PORTIONS = 1_000_000;
    private static final int WAITING_CAPACITY = 1_000_000;
    private static final int MOST_OF_ONE = 3;
    private static final String CURRENCY = "KRW";

    private final Sessions sessions;
    private final Http users;
    private final Http kitchen;

    /**
     * @param env the services' addresses
     */
    public Market(Map<String, String> env) {
        sessions = new Sessions(env);
        users = Http.to(env.getOrDefault("USER_URL", "")).as(operator());
        kitchen = Http.to(env.getOrDefault("KITCHEN_URL", "")).as(operator());
    }

    /** Who buys what. */
    record Order(long buyer, byte[] body) {}

    /** The header Authorization of who may do everything. */
    public Supplier<String> operator() {
        return sessions.operator()::authorization;
    }

    /** The header Authorization of who buys. */
    String authorization(Order order) {
        return order.buyer() == NOBODY
                ? sessions.operator().authorization()
                : sessions.customer(order.buyer()).authorization();
    }

    /** Signs everybody in. */
    void signIn() {
        sessions.signIn(
                LongStream.concat(
                        LongStream.rangeClosed(1, BUYERS), LongStream.of(ABNORMAL, POOR)));
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

    /** An order of this kind. */
    static Order order(Kind kind, RandomGenerator random) {
        return switch (kind) {
            case APPROVED, KITCHEN_CLOSED, WAITING_FULL -> ordinary(buyer(random), random);
            case USER_UNKNOWN -> ordinary(NOBODY, random);
            case USER_ABNORMAL -> ordinary(ABNORMAL, random);
            case POINTS_SHORT -> ordinary(POOR, random);
            case PRODUCT_UNAVAILABLE -> order(buyer(random), item(WITHDRAWN, 1));
            case REFUND -> order(buyer(random), item(SCARCE, 2));
        };
    }

    /** Places one, for those in no hurry. */
    @SuppressWarnings("unchecked")
    public Http.Answer place(Http orders, Kind kind, RandomGenerator random) {
        Order order = order(kind, random);
        Map<String, Object> body = new JsonMapper().readValue(order.body(), Map.class);
        return orders.as(() -> authorization(order)).post("/orders", body);
    }

    private static Order ordinary(long buyer, RandomGenerator random) {
        long first = 1L + random.nextInt(PRODUCTS);
        long second = 1 + first % PRODUCTS;
        return order(buyer, item(first, amount(random)) + "," + item(second, amount(random)));
    }

    private static Order order(long buyer, String items) {
        String body = "{\"productItems\":[" + items + "]}";
        return new Order(buyer, body.getBytes(StandardCharsets.US_ASCII));
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
        sessions.register(id, "Buyer " + id);
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
