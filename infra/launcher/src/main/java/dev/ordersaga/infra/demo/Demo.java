package dev.ordersaga.infra.demo;

import dev.ordersaga.infra.identity.Sessions;
import dev.ordersaga.infra.run.Await;
import dev.ordersaga.infra.run.Http;
import dev.ordersaga.infra.terminal.Paint;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Places one order per outcome, one after the other, and draws what happened to each. */
public final class Demo {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Sessions sessions;
    private final Http orders;
    private final Http kitchen;
    private final Http payments;
    private final DemoData data;
    private final PrintStream out;
    private final Paint paint = Paint.forTerminal();

    /**
     * @param env the services' addresses, as {@code .run/env} has them
     */
    public Demo(Map<String, String> env, Sessions sessions, PrintStream out) {
        Supplier<String> operator = sessions.operator()::authorization;
        this.sessions = sessions;
        this.orders = Http.to(env.getOrDefault("ORDER_URL", ""));
        this.kitchen = Http.to(env.getOrDefault("KITCHEN_URL", "")).as(operator);
        this.payments = Http.to(env.getOrDefault("PAYMENT_URL", ""));
        this.data = new DemoData(env, sessions);
        this.out = out;
    }

    /** Whether every order ended as it should. */
    public boolean run() {
        if (!data.isLoaded()) {
            data.load();
        }
        data.restock();
        List<Scenario> scenarios = Scenario.all();
        int asExpected = 0;
        for (int i = 0; i < scenarios.size(); i++) {
            out.println();
            out.println(paint.title("%d. %s".formatted(i + 1, scenarios.get(i).title())));
            asExpected += play(scenarios.get(i)) ? 1 : 0;
        }
        boolean all = asExpected == scenarios.size();
        String summary =
                "%d of %d orders ended as they should.".formatted(asExpected, scenarios.size());
        out.println();
        out.println(all ? paint.good(summary) : paint.bad(summary));
        return all;
    }

    private boolean play(Scenario scenario) {
        return switch (scenario.setting()) {
            case AS_USUAL -> place(scenario, (_, _) -> {});
            case CANCELLED -> place(scenario, this::cancel);
            case COOKED_AND_CANCELLED -> place(scenario, this::cookAndCancel);
            case WAITING_LINE_FULL -> withFullWaitingLine(scenario);
        };
    }

    private boolean withFullWaitingLine(Scenario scenario) {
        var now = kitchen.get("/kitchen").required().body();
        try {
            data.waitingCapacity(now.path("waiting").asInt(0));
            return place(scenario, (_, _) -> {});
        } finally {
            data.waitingCapacity(now.path("waitingCapacity").asInt(0));
        }
    }

    private void cancel(String orderId, Http buyersOrders) {
        buyersOrders.post("/orders/%s/cancellation".formatted(orderId), Map.of()).required();
    }

    private void cookAndCancel(String orderId, Http buyersOrders) {
        kitchen.post("/tickets/%s/start".formatted(orderId), Map.of()).required();
        cancel(orderId, buyersOrders);
    }

    private boolean place(Scenario scenario, BiConsumer<String, Http> then) {
        Supplier<String> buyer = sessions.customer(scenario.userId())::authorization;
        Http own = orders.as(buyer);
        long before = data.points(scenario.userId());
        PlacedOrder placed = new PlacedOrder(post(scenario, own).required().body());
        then.accept(ended(placed.orderId(), own).orderId(), own);
        PlacedOrder order = ended(placed.orderId(), own);
        long expectedPoints = scenario.isCharged() ? before - order.totalPrice() : before;
        Await.within(
                Duration.ofSeconds(10), () -> data.points(scenario.userId()) == expectedPoints);
        long after = data.points(scenario.userId());
        out.printf(
                "   order %s: user %d, products %s%n",
                order.orderId(), scenario.userId(), PlacedOrder.describe(scenario));
        saga(order.orderId(), own).forEach(out::println);
        String payment = payment(order.orderId(), payments.as(buyer));
        return judge(scenario, order, payment, before, expectedPoints, after);
    }

    private boolean judge(
            Scenario scenario,
            PlacedOrder order,
            String payment,
            long before,
            long expectedPoints,
            long after) {
        List<String> differences = new ArrayList<>();
        compare("the order", scenario.expected(), order.outcome()).ifPresent(differences::add);
        compare("the payment", scenario.payment(), payment).ifPresent(differences::add);
        compare("the points", "%,d".formatted(expectedPoints), "%,d".formatted(after))
                .ifPresent(differences::add);
        out.printf(
                "   %s   points %,d → %,d KRW%n",
                differences.isEmpty()
                        ? paint.good("✓ " + order.outcome())
                        : paint.bad("✗ " + order.outcome()),
                before,
                after);
        differences.forEach(difference -> out.println("   " + paint.bad(difference)));
        return differences.isEmpty();
    }

    private static Optional<String> compare(String what, String expected, String actual) {
        return expected.equals(actual)
                ? Optional.empty()
                : Optional.of(
                        "%s should be %s, but is %s"
                                .formatted(what, orNone(expected), orNone(actual)));
    }

    private static String orNone(String value) {
        return value.isEmpty() ? "none" : value;
    }

    private static Http.Answer post(Scenario scenario, Http buyersOrders) {
        List<Map<String, Object>> items =
                scenario.items().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(
                                item ->
                                        Map.<String, Object>of(
                                                "productId", item.getKey(),
                                                "amount", item.getValue()))
                        .toList();
        return buyersOrders.post("/orders", Map.of("productItems", items));
    }

    /** The order as it is when it has ended, or when patience has. */
    private static PlacedOrder ended(String orderId, Http buyersOrders) {
        Await.within(PATIENCE, () -> !order(orderId, buyersOrders).isOnTheWay());
        return order(orderId, buyersOrders);
    }

    private static PlacedOrder order(String orderId, Http buyersOrders) {
        return new PlacedOrder(buyersOrders.get("/orders/" + orderId).required().body());
    }

    private List<String> saga(String orderId, Http buyersOrders) {
        return new Lanes(paint)
                .draw(
                        PlacedOrder.timeline(
                                buyersOrders
                                        .get("/orders/%s/saga".formatted(orderId))
                                        .required()
                                        .body()));
    }

    /** The status of an order's payment; empty if there is none. */
    private static String payment(String orderId, Http buyersPayments) {
        Http.Answer answer = buyersPayments.get("/payments/" + orderId);
        return answer.status() == 404 ? "" : answer.required().body().path("status").asString("");
    }
}
