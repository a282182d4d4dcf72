package dev.ordersaga.infra.demo;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** An order as the order API tells it. */
record PlacedOrder(JsonNode json) {

    private static final Set<String> ON_THE_WAY = Set.of("PENDING", "CANCEL_PENDING");

    String orderId() {
        return text("orderId");
    }

    String status() {
        return text("status");
    }

    boolean isOnTheWay() {
        return ON_THE_WAY.contains(status());
    }

    long totalPrice() {
        return json.path("totalPrice").asLong(0);
    }

    /** Its status, with the reason if it was rejected or could not be cancelled. */
    String outcome() {
        return Scenario.outcome(status(), text("rejectReason") + text("cancelRefusal"));
    }

    /** The steps of its sagas, as {@code GET /orders/{orderId}/saga} tells them. */
    static List<TimelineEntry> timeline(JsonNode saga) {
        return saga.path("timeline").valueStream().map(TimelineEntry::of).toList();
    }

    private String text(String field) {
        JsonNode value = json.path(field);
        return value.isNull() ? "" : value.asString("");
    }

    /** E.g. {@code 4 × 123, 5 × 124}. */
    static String describe(Scenario scenario) {
        return scenario.items().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(item -> "%d × %d".formatted(item.getValue(), item.getKey()))
                .collect(Collectors.joining(", "));
    }
}
