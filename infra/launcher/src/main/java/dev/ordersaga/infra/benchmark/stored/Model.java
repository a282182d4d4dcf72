package dev.ordersaga.infra.benchmark.stored;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** An order that was placed, and is copied: the ids under which the services know it. */
final class Model {

    private final int number;
    private final List<UUID> ids = new ArrayList<>();

    Model(int number, UUID orderId, UUID txId) {
        this.number = number;
        ids.add(orderId);
        ids.add(txId);
    }

    int number() {
        return number;
    }

    List<UUID> ids() {
        return List.copyOf(ids);
    }

    /** Whether it was not known. */
    boolean learn(UUID id) {
        return !ids.contains(id) && ids.add(id);
    }

    /** Whether a value is one of its ids, or a text with one in it. */
    boolean isIn(Object value) {
        return switch (value) {
            case UUID id -> ids.contains(id);
            case String text -> ids.stream().anyMatch(id -> text.contains(id.toString()));
            default -> false;
        };
    }
}
