package dev.ordersaga.system.model;

import dev.ordersaga.system.model.Message.CancelRequested;
import dev.ordersaga.system.model.Message.CookingBegins;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What may happen in a run.
 *
 * @param fromOutside what is done to the system, each at any time
 */
record Scenario(Budget budget, List<Message> fromOutside) {

    Scenario {
        fromOutside = List.copyOf(fromOutside);
    }

    static Scenario placing(Budget budget) {
        return new Scenario(budget, List.of());
    }

    /** The customer cancels so many times, and the cooks begin when they may, or never. */
    static Scenario cancelling(int times, Budget budget) {
        List<Message> fromOutside = new ArrayList<>(List.of(new CookingBegins()));
        fromOutside.addAll(Collections.nCopies(times, new CancelRequested()));
        return new Scenario(budget, fromOutside);
    }

    @Override
    public String toString() {
        long cancels = fromOutside.stream().filter(CancelRequested.class::isInstance).count();
        return "cancel %d, %s".formatted(cancels, budget);
    }
}
