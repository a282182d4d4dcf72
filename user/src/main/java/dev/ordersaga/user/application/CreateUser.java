package dev.ordersaga.user.application;

import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.user.domain.PointsAccount;
import dev.ordersaga.user.domain.User;
import java.util.function.LongSupplier;
import reactor.core.publisher.Mono;

/** Registers a user, with an empty points account. */
public final class CreateUser {

    /** How it ended. */
    public sealed interface Outcome {

        record Created(User user) implements Outcome {}

        /** Somebody else has that id; nothing was changed. */
        record IdTaken(long userId) implements Outcome {}
    }

    private final Users users;
    private final PointsAccounts accounts;
    private final Transactions transactions;
    private final LongSupplier ids;

    /**
     * @param ids new ids, which are almost always free
     */
    public CreateUser(
            Users users, PointsAccounts accounts, Transactions transactions, LongSupplier ids) {
        this.users = users;
        this.accounts = accounts;
        this.transactions = transactions;
        this.ids = ids;
    }

    /**
     * Under an id that the caller has chosen.
     *
     * @param currency of the points account
     */
    public Mono<Outcome> create(long userId, String name, String currency) {
        User user = User.register(userId, name);
        return transactions.run(
                users.find(userId)
                        .<Outcome>map(_ -> new Outcome.IdTaken(userId))
                        .switchIfEmpty(Mono.defer(() -> save(user, currency))));
    }

    /**
     * Under a new id.
     *
     * @param currency of the points account
     */
    public Mono<Outcome> create(String name, String currency) {
        return Mono.defer(() -> create(ids.getAsLong(), name, currency))
                .flatMap(
                        outcome ->
                                switch (outcome) {
                                    case Outcome.Created created -> Mono.just(created);
                                    case Outcome.IdTaken _ -> create(name, currency);
                                });
    }

    private Mono<Outcome> save(User user, String currency) {
        return users.save(user)
                .then(accounts.open(PointsAccount.open(user.userId(), currency)))
                .thenReturn(new Outcome.Created(user));
    }
}
