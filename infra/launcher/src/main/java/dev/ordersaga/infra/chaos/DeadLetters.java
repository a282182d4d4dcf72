package dev.ordersaga.infra.chaos;

import dev.ordersaga.infra.audit.Finding;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many messages are dead for each reason, whatever queue they came from. */
record DeadLetters(Map<String, Long> reasons) {

    /** As the audit notes them: {@code 3 × user.commands.dead: unreadable: … at byte 7}. */
    private static final Pattern NOTE =
            Pattern.compile("(\\d+) × \\S+\\.dead: (.*?)(: \\w+ at byte -?\\d+)?");

    DeadLetters {
        reasons = Map.copyOf(reasons);
    }

    static DeadLetters in(List<Finding> findings) {
        Map<String, Long> reasons = new TreeMap<>();
        for (Finding finding : findings) {
            for (String note : finding.notes()) {
                Matcher parts = NOTE.matcher(note);
                if (parts.matches()) {
                    reasons.merge(parts.group(2), Long.valueOf(parts.group(1)), Long::sum);
                }
            }
        }
        return new DeadLetters(reasons);
    }

    long number() {
        return reasons.values().stream().mapToLong(Long::longValue).sum();
    }

    List<String> lines() {
        return new TreeMap<>(reasons)
                .entrySet().stream()
                        .map(reason -> "%d × %s".formatted(reason.getValue(), reason.getKey()))
                        .toList();
    }
}
