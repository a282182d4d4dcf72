package dev.ordersaga.user.application;

import dev.ordersaga.messaging.StartupWork;
import dev.ordersaga.user.domain.Account;
import dev.ordersaga.user.domain.Role;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Sees to it that there is an operator. One whose password is configured has that password from
 * then on; else, if there is no operator at all, one is given a password by chance, which is told
 * once.
 */
public final class AppointOperator implements StartupWork {

    /**
     * As configured.
     *
     * @param password empty if it is to be made by chance
     */
    public record Wanted(String login, String password) {

        /** Tells nothing of the password. */
        @Override
        public String toString() {
            return login;
        }
    }

    private final Accounts accounts;
    private final Passwords passwords;
    private final Wanted wanted;
    private final LongSupplier ids;
    private final Supplier<String> chance;
    private final Consumer<String> told;

    /**
     * @param chance passwords nobody guesses
     * @param told takes the password that was made by chance
     */
    public AppointOperator(
            Accounts accounts,
            Passwords passwords,
            Wanted wanted,
            LongSupplier ids,
            Supplier<String> chance,
            Consumer<String> told) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.wanted = wanted;
        this.ids = ids;
        this.chance = chance;
        this.told = told;
    }

    @Override
    public Mono<Void> run() {
        return wanted.password().isEmpty() ? any() : configured();
    }

    private Mono<Void> any() {
        return accounts.hasOperator()
                .filter(there -> !there)
                .flatMap(
                        _ -> {
                            String password = chance.get();
                            return add(password)
                                    .filter(added -> added)
                                    .doOnNext(_ -> told.accept(password));
                        })
                .then();
    }

    private Mono<Void> configured() {
        return accounts.byLogin(wanted.login())
                .flatMap(account -> keep(account).thenReturn(true))
                .switchIfEmpty(Mono.defer(() -> add(wanted.password())))
                .then();
    }

    private Mono<Void> keep(Account account) {
        if (!account.roles().contains(Role.OPERATOR)) {
            return Mono.error(
                    () -> new IllegalStateException(wanted.login() + " is no operator's account"));
        }
        return passwords
                .matches(wanted.password(), account.password())
                .filter(same -> !same)
                .flatMap(_ -> passwords.hash(wanted.password()))
                .flatMap(hash -> accounts.changePassword(account.userId(), hash));
    }

    /** Another instance may have been first. */
    private Mono<Boolean> add(String password) {
        return passwords
                .hash(password)
                .flatMap(
                        hash ->
                                accounts.add(
                                        new Account(
                                                ids.getAsLong(),
                                                wanted.login(),
                                                hash,
                                                Set.of(Role.OPERATOR))));
    }
}
