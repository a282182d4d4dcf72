package dev.ordersaga.user.application;

import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.user.domain.Standing;
import dev.ordersaga.user.domain.User;
import reactor.core.publisher.Mono;

/** Puts a user into a standing. Sagas that have verified the user already are not touched by it. */
public final class ChangeStanding {

    private final Users users;
    private final Transactions transactions;

    public ChangeStanding(Users users, Transactions transactions) {
        this.users = users;
        this.transactions = transactions;
    }

    /** The user as it is now; empty if there is no such user. */
    public Mono<User> change(long userId, Standing standing) {
        return transactions.run(
                users.find(userId)
                        .map(user -> user.become(standing))
                        .flatMap(user -> users.save(user).thenReturn(user)));
    }
}
