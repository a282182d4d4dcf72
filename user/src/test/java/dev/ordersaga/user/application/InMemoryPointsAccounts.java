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
        accounts.put(userId, new PointsAccount(userId, new Money(balance, "KRW")));
        return this;
    }

    @Override
    public Mono<Void> open(PointsAccount account) {
        return save(account);
    }

    @Override
    public Mono<Void> prefetch(Collection<Long> userIds) {
        return Mono.empty();
    }

    @Override
    public Mono<PointsAccount> find(Long userId) {
        return read(userId);
    }

    @Override
    public Mono<Void> save(PointsAccount account) {
        return Mono.fromRunnable(() -> accounts.put(account.userId(), account));
    }

    @Override
    public Mono<PointsAccount> read(Long userId) {
        return Mono.fromSupplier(() -> accounts.get(userId));
    }
}
