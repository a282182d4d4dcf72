package dev.ordersaga.user.application;

import dev.ordersaga.user.domain.User;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import reactor.core.publisher.Mono;

final class InMemoryUsers implements Users {

    private final Map<Long, User> users = new HashMap<>();

    InMemoryUsers with(User user) {
        users.put(user.userId(), user);
        return this;
    }

    @Override
    public Mono<Void> preview(Collection<Long> userIds) {
        return Mono.empty();
    }

    @Override
    public Mono<User> view(Long userId) {
        return find(userId);
    }

    @Override
    public Mono<User> find(Long userId) {
        return Mono.fromSupplier(() -> users.get(userId));
    }

    @Override
    public Mono<Void> save(User user) {
        return Mono.fromRunnable(() -> users.put(user.userId(), user));
    }

    @Override
    public Mono<User> read(Long userId) {
        return find(userId);
    }
}
