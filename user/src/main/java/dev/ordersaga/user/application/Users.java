package dev.ordersaga.user.application;

import dev.ordersaga.user.domain.User;
import java.util.Collection;
import reactor.core.publisher.Mono;

/** All users. But for {@link #read}, they are dealt with inside a transaction. */
public interface Users {

    /** Loads, without locks, those that the transaction will only look at. */
    Mono<Void> preview(Collection<Long> userIds);

    /**
     * The user as it is at this moment, and perhaps no longer in the next; empty if there is none.
     */
    Mono<User> view(Long userId);

    /** The user, locked until the transaction ends; empty if there is none. */
    Mono<User> find(Long userId);

    /** Keeps a user that was looked for before, new or changed. */
    Mono<Void> save(User user);

    /** The user as last committed; empty if there is none. */
    Mono<User> read(Long userId);
}
