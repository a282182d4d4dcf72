package dev.ordersaga.user.application;

import dev.ordersaga.user.domain.User;
import reactor.core.publisher.Mono;

/** Shows a user. */
public final class FindUser {

    private final Users users;

    public FindUser(Users users) {
        this.users = users;
    }

    /** Empty if there is no such user. */
    public Mono<User> find(long userId) {
        return users.read(userId);
    }
}
