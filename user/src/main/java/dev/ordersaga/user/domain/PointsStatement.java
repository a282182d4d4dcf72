package dev.ordersaga.user.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A user's points, and how they came and went.
 *
 * @param entries newest first; not all of them
 * @param more whether there are older ones
 */
public record PointsStatement(PointsAccount account, List<Entry> entries, boolean more) {

    public PointsStatement {
        entries = List.copyOf(entries);
    }

    /**
     * One transfer, as the user sees it.
     *
     * @param amount what came, or went where negative; minor units of the account's currency
     */
    public record Entry(
            UUID transferId, Instant at, Transfer.Kind kind, long amount, String reference) {

        public Place place() {
            return new Place(at, transferId);
        }
    }

    /** Where an entry is among all of a user's. */
    public record Place(Instant at, UUID transferId) {}
}
