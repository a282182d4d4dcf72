package dev.ordersaga.user.application;

import dev.ordersaga.user.domain.Account;
import dev.ordersaga.user.domain.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;

/** Accounts without a database. */
final class InMemoryAccounts implements Accounts {

    private final Map<Long, Account> accounts = new LinkedHashMap<>();

    InMemoryAccounts with(Account account) {
        accounts.put(account.userId(), account);
        return this;
    }

    @Override
    public Mono<Account> byLogin(String login) {
        return first(account -> account.login().equals(login));
    }

    @Override
    public Mono<Account> byUser(long userId) {
        return first(account -> account.userId() == userId);
    }

    @Override
    public Mono<Boolean> hasOperator() {
        return first(account -> account.roles().contains(Role.OPERATOR)).hasElement();
    }

    private Mono<Account> first(Predicate<Account> which) {
        return Mono.defer(
                () -> Mono.justOrEmpty(accounts.values().stream().filter(which).findFirst()));
    }

    @Override
    public Mono<Boolean> add(Account account) {
        return byLogin(account.login())
                .switchIfEmpty(byUser(account.userId()))
                .hasElement()
                .doOnNext(
                        taken -> {
                            if (!taken) {
                                with(account);
                            }
                        })
                .map(taken -> !taken);
    }

    @Override
    public Mono<Void> changePassword(long userId, String password) {
        return byUser(userId)
                .doOnNext(old -> with(new Account(userId, old.login(), password, old.roles())))
                .then();
    }

    @Override
    public Mono<Boolean> changeRoles(long userId, Set<Role> roles) {
        return byUser(userId)
                .doOnNext(old -> with(new Account(userId, old.login(), old.password(), roles)))
                .hasElement();
    }
}
