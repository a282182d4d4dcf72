package dev.ordersaga.user.domain;

import java.time.Instant;
import java.util.List;

/**
 * A user's points, and how they came and went.
 *
 * @param entries newest first; older ones may be left out
 */
public record PointsStatement(PointsAccount account, List<Entry> entries) {

    public PointsStatement {
        entries = List.copyOf(entries);
    }

    /**
     * One transfer, as the user sees it.
     *
     * @param amount what came, or went where negative; minor units of the account's currency
     */
    public record Entry(Instant at, Transfer.Kind kind, long amount, String reference) {}
}
