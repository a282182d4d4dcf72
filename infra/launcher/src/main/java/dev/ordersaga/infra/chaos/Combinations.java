package dev.ordersaga.infra.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Two faults at the same time. */
final class Combinations {

    private static final List<List<String>> CHOSEN =
            List.of(
                    List.of("kill-payment", "broker-kill"),
                    List.of("kill-order", "database-kill"),
                    List.of("freeze-user", "broker-connections-cut"),
                    List.of("kill-kitchen", "messages-repeated"),
                    List.of("database-latency", "broker-latency"),
                    List.of("database-answers-lost", "broker-answers-lost"),
                    List.of("kill-user", "rows-locked"),
                    List.of("messages-repeated", "database-connections-killed"));

    private static final int DRAWN = 3;

    private Combinations() {}

    /**
     * Some that are meant, and some that are drawn: something happens to a service, and something
     * else besides. What is besides is put right first, since a service needs it to start.
     *
     * @param services what may happen to a service
     * @param others what else may happen
     */
    static List<Fault> of(List<Fault> services, List<Fault> others, Random random) {
        List<Fault> single = Stream.concat(services.stream(), others.stream()).toList();
        List<Fault> chosen =
                CHOSEN.stream()
                        .map(pair -> both(named(single, pair.get(0)), named(single, pair.get(1))))
                        .toList();
        List<Fault> all = new ArrayList<>(chosen);
        for (int number = 1; number <= DRAWN; number++) {
            Fault service = services.get(random.nextInt(services.size()));
            Fault other = others.get(random.nextInt(others.size()));
            all.add(drawn(number, both(service, other)));
        }
        return List.copyOf(all);
    }

    private static Fault drawn(int number, Fault pair) {
        return Fault.of("drawn-" + number, "drawn by the seed: " + pair.name(), pair.injection());
    }

    private static Fault named(List<Fault> faults, String name) {
        return faults.stream()
                .filter(fault -> fault.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name));
    }

    private static Fault both(Fault first, Fault second) {
        return Fault.of(
                first.name() + "+" + second.name(),
                "%s; and %s".formatted(first.what(), second.what()),
                stage -> {
                    Fault.Heal one = first.injection().into(stage);
                    Fault.Heal other = second.injection().into(stage);
                    return () -> {
                        other.heal();
                        one.heal();
                    };
                });
    }
}
