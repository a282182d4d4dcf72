package dev.ordersaga.infra.benchmark.load;

import dev.ordersaga.infra.terminal.Failure;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * How many orders of which kind there are.
 *
 * @param weights relative to each other
 */
public record Mix(Map<Kind, Double> weights) {

    /** Nine of ten are approved; the rest is spread over all refusals and the refund. */
    public static final String USUAL =
            "approved=90,user-unknown=1.5,user-abnormal=1.5,product-unavailable=1.5,"
                    + "points-short=1.5,refund=2,kitchen-closed=1,waiting-full=1";

    private static final double MOST_OF_THE_WHOLE_KITCHEN = 0.5;

    public Mix {
        weights = new EnumMap<>(weights);
    }

    /**
     * Reads e.g. {@code approved=9,refund=1}.
     *
     * @throws Failure if it is something else
     */
    public static Mix parse(String text) {
        Map<Kind, Double> weights = new EnumMap<>(Kind.class);
        for (String part : text.split(",", -1)) {
            String[] pair = part.strip().split("=", -1);
            Kind kind = Kind.of(pair[0]).orElseThrow(() -> unknown(pair[0]));
            if (weights.put(kind, weight(pair)) != null) {
                throw Failure.impossible("--mix has %s twice.".formatted(pair[0]));
            }
        }
        Mix mix = new Mix(weights);
        mix.check();
        return mix;
    }

    private static double weight(String[] pair) {
        try {
            double weight = pair.length == 2 ? Double.parseDouble(pair[1]) : -1;
            if (weight >= 0 && weight < Double.MAX_VALUE) {
                return weight;
            }
        } catch (NumberFormatException e) {
            throw notAWeight(pair);
        }
        throw notAWeight(pair);
    }

    private static Failure notAWeight(String[] pair) {
        return Failure.impossible(
                "--mix needs a number after %s, e.g. %s=10.".formatted(pair[0], pair[0]));
    }

    private static Failure unknown(String name) {
        return Failure.impossible(
                "--mix knows no %s; it knows %s."
                        .formatted(
                                name.isEmpty() ? "empty name" : name,
                                Arrays.stream(Kind.values())
                                        .map(Kind::option)
                                        .collect(Collectors.joining(", "))));
    }

    private void check() {
        if (ofSingleOrders() <= 0) {
            throw Failure.impossible("--mix has no orders in it.");
        }
        if (share(Kind.KITCHEN_CLOSED) + share(Kind.WAITING_FULL) > MOST_OF_THE_WHOLE_KITCHEN) {
            throw Failure.impossible(
                    "--mix may close or fill the kitchen for at most half of the time.");
        }
    }

    /** Between 0 and 1. */
    public double share(Kind kind) {
        double all = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        return weight(kind) / all;
    }

    /** Any kind but those of the whole kitchen, which come over the orders from outside. */
    Kind draw(RandomGenerator random) {
        double lot = random.nextDouble() * ofSingleOrders();
        Kind last = Kind.APPROVED;
        for (Map.Entry<Kind, Double> entry : weights.entrySet()) {
            if (!entry.getKey().isOfTheWholeKitchen() && entry.getValue() > 0) {
                last = entry.getKey();
                lot -= entry.getValue();
                if (lot < 0) {
                    return last;
                }
            }
        }
        return last;
    }

    private double ofSingleOrders() {
        return weights.entrySet().stream()
                .filter(entry -> !entry.getKey().isOfTheWholeKitchen())
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private double weight(Kind kind) {
        return weights.getOrDefault(kind, 0.0);
    }

    /** As {@link #parse} reads it. */
    public String text() {
        return weights.entrySet().stream()
                .map(
                        entry ->
                                String.format(
                                        Locale.ROOT,
                                        "%s=%s",
                                        entry.getKey().option(),
                                        entry.getValue()))
                .collect(Collectors.joining(","));
    }
}
