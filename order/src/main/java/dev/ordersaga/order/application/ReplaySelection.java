package dev.ordersaga.order.application;

import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.DeadLetter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters to replay: those that fit everything that is not left open.
 *
 * @param messageIds none means any
 * @param queues where to look
 * @param type what the message is called on the wire; null means any
 * @param reasonContains a part of the reason, in any case; null means any
 * @param verdict what is expected of the replay; null means anything
 * @param limit so many at most
 */
public record ReplaySelection(
        Set<String> messageIds,
        List<WorkQueue> queues,
        @Nullable String type,
        @Nullable String reasonContains,
        @Nullable ReplayVerdict verdict,
        int limit) {

    public ReplaySelection {
        messageIds = Set.copyOf(messageIds);
        queues = List.copyOf(queues);
    }

    boolean asksFor(DeadLetter letter) {
        return (messageIds.isEmpty() || messageIds.contains(String.valueOf(letter.messageId())))
                && (type == null || type.equals(letter.type()))
                && (reasonContains == null || holds(letter.reason(), reasonContains));
    }

    boolean asksFor(Prognosis prognosis) {
        return verdict == null || verdict == prognosis.verdict();
    }

    private static boolean holds(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}
