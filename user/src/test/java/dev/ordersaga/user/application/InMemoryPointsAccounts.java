package dev.ordersaga.user.application;

import dev.ordersaga.user.domain.Money;
import dev.ordersaga.user.domain.PointsAccount;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import reactor.core.publisher.Mono;

final class InMemoryPointsAccounts implements PointsAccounts {

    private final Map<Long, PointsAccount> accounts = new HashMap<>();

    InMemoryPointsAccounts with(long userId, long balance) {
        put(userId, new Money(balance, "KRW"));
        return this;
    }

    @Override
    public Mono<Void> open(PointsAccount account) {
        return Mono.fromRunnable(() -> accounts.put(account.userId(), account));
    }

    @Override
    public Mono<Void> lock(Collection<Long> userIds) {
        return Mono.empty();
    }

    @Override
    public Mono<Debit> debit(long userId, Money amount) {
        return Mono.fromSupplier(
                () -> {
                    PointsAccount account = accounts.get(userId);
                    if (account == null
                            || !account.balance().currency().equals(amount.currency())) {
                        return Debit.NO_ACCOUNT;
                    }
                    if (account.balance().amount() < amount.amount()) {
                        return Debit.SHORT;
                    }
                    add(userId, -amount.amount());
                    return Debit.DONE;
                });
    }

    @Override
    public Mono<Void> credit(long userId, Money amount) {
        return Mono.fromRunnable(() -> add(userId, amount.amount()));
    }

    @Override
    public Mono<PointsAccount> find(long userId) {
        return Mono.fromSupplier(() -> accounts.get(userId));
    }

    private void add(long userId, long amount) {
        Money before = accounts.get(userId).balance();
        put(userId, new Money(before.amount() + amount, before.currency()));
    }

    private void put(long userId, Money balance) {
        accounts.put(userId, new PointsAccount(userId, balance));
    }
}
