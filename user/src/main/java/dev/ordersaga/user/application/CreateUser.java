package dev.ordersaga.user.application;

import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.user.domain.Account;
import dev.ordersaga.user.domain.PointsAccount;
import dev.ordersaga.user.domain.User;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Registers a user, with an empty points account. */
public final class CreateUser {

    /** How it ended. */
    public sealed interface Outcome {

        record Created(User user) implements Outcome {}

        /** Somebody else has that id; nothing was changed. */
        record IdTaken(long userId) implements Outcome {}

        /** Somebody else signs in under that name; nothing was changed. */
        record LoginTaken(String login) implements Outcome {}
    }

    private final Users users;
    private final PointsAccounts points;
    private final Accounts accounts;
    private final Transactions transactions;
    private final LongSupplier ids;

    /**
     * @param ids new ids, which are almost always free
     */
    public CreateUser(
            Users users,
            PointsAccounts points,
            Accounts accounts,
            Transactions transactions,
            LongSupplier ids) {
        this.users = users;
        this.points = points;
        this.accounts = accounts;
        this.transactions = transactions;
        this.ids = ids;
    }

    /**
     * One who cannot sign in here: an operator acts for them, or they have tokens of another
     * issuer.
     *
     * @param userId a new one if null
     * @param currency of the points account
     */
    public Mono<Outcome> create(@Nullable Long userId, String name, String currency) {
        return create(userId, id -> register(id, name, currency, Mono.just(true), ""));
    }

    /**
     * One who can sign in.
     *
     * @param userId a new one if null
     * @param currency of the points account
     * @param account of the user with this id
     */
    Mono<Outcome> create(
            @Nullable Long userId, String name, String currency, LongFunction<Account> account) {
        return create(
                userId,
                id -> {
                    Account owned = account.apply(id);
                    return register(id, name, currency, accounts.add(owned), owned.login());
                });
    }

    private Mono<Outcome> create(@Nullable Long userId, LongFunction<Mono<Outcome>> register) {
        return userId == null
                ? Mono.defer(() -> register.apply(ids.getAsLong()))
                        .flatMap(outcome -> again(outcome, register))
                : register.apply(userId);
    }

    private Mono<Outcome> again(Outcome outcome, LongFunction<Mono<Outcome>> register) {
        return switch (outcome) {
            case Outcome.Created _, Outcome.LoginTaken _ -> Mono.just(outcome);
            case Outcome.IdTaken _ -> create(null, register);
        };
    }

    private Mono<Outcome> register(
            long userId, String name, String currency, Mono<Boolean> account, String login) {
        User user = User.register(userId, name);
        return transactions.run(
                users.find(userId)
                        .<Outcome>map(_ -> new Outcome.IdTaken(userId))
                        .switchIfEmpty(
                                account.flatMap(
                                        added ->
                                                added
                                                        ? save(user, currency)
                                                        : Mono.just(
                                                                new Outcome.LoginTaken(login)))));
    }

    private Mono<Outcome> save(User user, String currency) {
        return users.save(user)
                .then(points.open(PointsAccount.open(user.userId(), currency)))
                .thenReturn(new Outcome.Created(user));
    }
}
