package dev.ordersaga.infra.chaos;

import dev.ordersaga.infra.audit.Books;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of the orders that clients were promised, and of their points.
 *
 * @param ended how many of the accepted orders have ended
 * @param lost accepted orders that do not exist, or have not ended, with how they stand
 * @param doubled orders that were charged, or refunded, more than once
 * @param drift by how much the balances differ from what the approved orders cost
 */
record Verdict(int ended, List<String> lost, List<String> doubled, long drift) {

    private static final Set<String> ENDED = Set.of("APPROVED", "REJECTED", "CANCELLED");

    Verdict {
        lost = List.copyOf(lost);
        doubled = List.copyOf(doubled);
    }

    /**
     * Compares what clients were told with the books.
     *
     * @param opening what each user had before the first order
     */
    static Verdict of(Set<String> accepted, Map<Long, Long> opening, Books books) {
        List<String> lost =
                accepted.stream()
                        .filter(id -> !ENDED.contains(status(id, books)))
                        .sorted()
                        .map(id -> "%s %s".formatted(id, status(id, books)))
                        .toList();
        List<String> doubled = new ArrayList<>();
        books.charges().forEach((id, times) -> collect(times, id + " charged", doubled));
        books.refunds().forEach((id, times) -> collect(times, id + " refunded", doubled));
        return new Verdict(accepted.size() - lost.size(), lost, doubled, drift(opening, books));
    }

    private static String status(String orderId, Books books) {
        return books.orders().getOrDefault(orderId, "NOT THERE");
    }

    private static void collect(int times, String what, List<String> doubled) {
        if (times > 1) {
            doubled.add("%s %d times".formatted(what, times));
        }
    }

    private static long drift(Map<Long, Long> opening, Books books) {
        return opening.entrySet().stream()
                .mapToLong(
                        user ->
                                user.getValue()
                                        - books.spent().getOrDefault(user.getKey(), 0L)
                                        - books.balances().getOrDefault(user.getKey(), 0L))
                .map(Math::abs)
                .sum();
    }
}
