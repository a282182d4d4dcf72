package dev.ordersaga.user.adapter.persistence;

import dev.ordersaga.messaging.store.Rows;
import dev.ordersaga.user.application.PointsAccounts;
import dev.ordersaga.user.domain.Money;
import dev.ordersaga.user.domain.PointsAccount;
import io.r2dbc.spi.Row;
import java.util.Collection;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * One row per user. A balance is never computed here and then written: the statement that takes
 * points also looks whether they are there.
 */
public final class PointsAccountTable implements PointsAccounts {

    private final DatabaseClient db;

    public PointsAccountTable(DatabaseClient db) {
        this.db = db;
    }

    @Override
    public Mono<Void> open(PointsAccount account) {
        return Rows.update(
                        db,
                        "INSERT INTO points_account (user_id, currency, balance) VALUES (?, ?, ?)",
                        List.of(
                                account.userId(),
                                account.balance().currency(),
                                account.balance().amount()))
                .then();
    }

    @Override
    public Mono<Void> lock(Collection<Long> userIds) {
        List<Long> ids = userIds.stream().distinct().sorted().toList();
        if (ids.isEmpty()) {
            return Mono.empty();
        }
        String sql =
                "SELECT user_id FROM points_account WHERE user_id IN (%s) ORDER BY user_id FOR UPDATE"
                        .formatted(Rows.list("?", ids.size()));
        return Rows.select(db, sql, ids, (row, _) -> Rows.number(row, "user_id")).then();
    }

    @Override
    public Mono<Debit> debit(long userId, Money amount) {
        return Rows.update(
                        db,
                        "UPDATE points_account SET balance = balance - ?"
                                + " WHERE user_id = ? AND currency = ? AND balance >= ?",
                        List.of(amount.amount(), userId, amount.currency(), amount.amount()))
                .flatMap(
                        rows ->
                                rows == 1
                                        ? Mono.just(Debit.DONE)
                                        : whyNot(userId, amount.currency()));
    }

    private Mono<Debit> whyNot(long userId, String currency) {
        return find(userId)
                .filter(account -> account.balance().currency().equals(currency))
                .map(_ -> Debit.SHORT)
                .defaultIfEmpty(Debit.NO_ACCOUNT);
    }

    @Override
    public Mono<Void> credit(long userId, Money amount) {
        return Rows.update(
                        db,
                        "UPDATE points_account SET balance = balance + ?"
                                + " WHERE user_id = ? AND currency = ?",
                        List.of(amount.amount(), userId, amount.currency()))
                .filter(rows -> rows == 1)
                .switchIfEmpty(Mono.error(() -> new MissingAccount(userId, amount.currency())))
                .then();
    }

    @Override
    public Mono<PointsAccount> find(long userId) {
        return Rows.select(
                        db,
                        "SELECT user_id, currency, balance FROM points_account WHERE user_id = ?",
                        List.of(userId),
                        (row, _) -> read(row))
                .singleOrEmpty();
    }

    private static PointsAccount read(Row row) {
        return new PointsAccount(
                Rows.number(row, "user_id"),
                new Money(Rows.number(row, "balance"), Rows.string(row, "currency")));
    }
}
