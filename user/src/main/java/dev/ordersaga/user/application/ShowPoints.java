package dev.ordersaga.user.application;

import dev.ordersaga.user.domain.PointsAccount;
import dev.ordersaga.user.domain.PointsStatement;
import dev.ordersaga.user.domain.PointsStatement.Place;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Shows a user's points and how they came and went, page by page. */
public final class ShowPoints {

    private final PointsAccounts accounts;
    private final Ledger ledger;

    public ShowPoints(PointsAccounts accounts, Ledger ledger) {
        this.accounts = accounts;
        this.ledger = ledger;
    }

    /**
     * Empty if there is no such user.
     *
     * @param before only entries older than there; null for the newest
     * @param limit of the entries
     */
    public Mono<PointsStatement> show(long userId, @Nullable Place before, int limit) {
        return accounts.read(userId).flatMap(account -> statement(account, before, limit));
    }

    /** One more than the page holds tells whether there are more. */
    private Mono<PointsStatement> statement(
            PointsAccount account, @Nullable Place before, int limit) {
        return ledger.entries(account.userId(), before, limit + 1)
                .collectList()
                .map(
                        entries ->
                                new PointsStatement(
                                        account,
                                        entries.stream().limit(limit).toList(),
                                        entries.size() > limit));
    }
}
