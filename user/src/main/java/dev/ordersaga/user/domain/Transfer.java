package dev.ordersaga.user.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Points that went from one ledger account to another, by double entry: the postings sum to zero in
 * every currency. A transfer is never changed; what was wrong is put right by another.
 *
 * @param userId whose points they were or became
 * @param reference what it was done for; a user has one transfer of a kind for each reference
 */
public record Transfer(
        UUID id, Kind kind, long userId, String reference, Instant at, List<Posting> postings) {

    /** Why points moved. */
    public enum Kind {
        /** Given to the user; the reference is the giver's. */
        CREDIT,
        /** Taken for a payment; the reference is the payment's id. */
        USE,
        /** Given back by a payment; the reference is the payment's id. */
        RESTORE
    }

    public Transfer {
        postings = List.copyOf(postings);
        Map<String, Long> sums =
                postings.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Posting::currency,
                                        Collectors.reducing(0L, Posting::amount, Math::addExact)));
        if (sums.values().stream().anyMatch(sum -> sum != 0)) {
            throw new IllegalArgumentException("out of balance: " + sums + " in transfer " + id);
        }
    }

    public static Transfer credit(
            UUID id, long userId, Money amount, String reference, Instant at) {
        return new Transfer(
                id,
                Kind.CREDIT,
                userId,
                reference,
                at,
                move(amount, LedgerAccount.ISSUED, LedgerAccount.ofUser(userId)));
    }

    public static Transfer use(UUID id, PointsUse.Used use, Instant at) {
        return new Transfer(
                id,
                Kind.USE,
                use.userId(),
                use.paymentId().toString(),
                at,
                move(use.price(), LedgerAccount.ofUser(use.userId()), LedgerAccount.SPENT));
    }

    /** The reverse of {@link #use}. */
    public static Transfer restore(UUID id, PointsUse.Restored use, Instant at) {
        return new Transfer(
                id,
                Kind.RESTORE,
                use.userId(),
                use.paymentId().toString(),
                at,
                move(use.price(), LedgerAccount.SPENT, LedgerAccount.ofUser(use.userId())));
    }

    private static List<Posting> move(Money money, LedgerAccount from, LedgerAccount to) {
        return List.of(
                new Posting(from, -money.amount(), money.currency()),
                new Posting(to, money.amount(), money.currency()));
    }
}
