package dev.ordersaga.user.application;

import dev.ordersaga.user.domain.PointsAccount;
import dev.ordersaga.user.domain.PointsStatement;
import reactor.core.publisher.Mono;

/** Shows a user's points and how they came and went lately. */
public final class ShowPoints {

    private static final int MOST_ENTRIES = 100;

    private final PointsAccounts accounts;
    private final Ledger ledger;

    public ShowPoints(PointsAccounts accounts, Ledger ledger) {
        this.accounts = accounts;
        this.ledger = ledger;
    }

    /** Empty if there is no such user. */
    public Mono<PointsStatement> show(long userId) {
        return accounts.read(userId).flatMap(this::statement);
    }

    private Mono<PointsStatement> statement(PointsAccount account) {
        return ledger.entries(account.userId(), MOST_ENTRIES)
                .collectList()
                .map(entries -> new PointsStatement(account, entries));
    }
}
