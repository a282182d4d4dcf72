package dev.ordersaga.infra.benchmark.stored;

import dev.ordersaga.infra.benchmark.load.Kind;
import dev.ordersaga.infra.benchmark.load.Market;
import dev.ordersaga.infra.run.Await;
import dev.ordersaga.infra.run.Http;
import dev.ordersaga.infra.terminal.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Places the orders that are copied, and follows them to where nothing more happens to them. */
final class Models {

    private static final int APPROVED = 40;
    private static final List<Kind> OTHERS =
            List.of(Kind.USER_ABNORMAL, Kind.PRODUCT_UNAVAILABLE, Kind.POINTS_SHORT, Kind.REFUND);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** By then what follows the end of an order is done: the data platform is told. */
    private static final Duration AFTERMATH = Duration.ofSeconds(3);

    private final Market market;
    private final Http orders;
    private final Http kitchen;

    Models(Map<String, String> env) {
        this.market = new Market(env);
        this.orders = Http.to(env.getOrDefault("ORDER_URL", "")).as(market.operator());
        this.kitchen = Http.to(env.getOrDefault("KITCHEN_URL", "")).as(market.operator());
    }

    List<Model> place() {
        SplittableRandom random = new SplittableRandom(1);
        List<Model> models = new ArrayList<>();
        Stream.concat(Collections.nCopies(APPROVED, Kind.APPROVED).stream(), OTHERS.stream())
                .forEach(
                        kind -> {
                            JsonNode placed = market.place(orders, kind, random).required().body();
                            models.add(model(models.size(), placed));
                        });
        models.forEach(this::follow);
        pause();
        return models;
    }

    private static Model model(int number, JsonNode order) {
        return new Model(
                number,
                UUID.fromString(order.path("orderId").asString("")),
                UUID.fromString(order.path("txId").asString("")));
    }

    private void follow(Model model) {
        UUID orderId = model.ids().getFirst();
        Await.until(
                "order %s ends".formatted(orderId),
                PATIENCE,
                () -> !status(orderId).equals("PENDING"));
        if (status(orderId).equals("APPROVED")) {
            for (String step : List.of("start", "ready", "pick-up")) {
                kitchen.post("/tickets/%s/%s".formatted(orderId, step), Map.of()).required();
            }
        }
    }

    private String status(UUID orderId) {
        return orders.get("/orders/" + orderId).required().body().path("status").asString("");
    }

    private static void pause() {
        try {
            Thread.sleep(AFTERMATH);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("Interrupted.");
        }
    }
}
