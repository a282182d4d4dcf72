package dev.ordersaga.user.application;

import dev.ordersaga.user.application.CreateUser.Outcome;
import dev.ordersaga.user.domain.Account;
import dev.ordersaga.user.domain.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Registers a customer who can sign in. */
public final class SignUp {

    private final CreateUser createUser;
    private final Passwords passwords;

    public SignUp(CreateUser createUser, Passwords passwords) {
        this.createUser = createUser;
        this.passwords = passwords;
    }

    /**
     * The user and the account come to be together, or neither does.
     *
     * @param userId a new one if null
     * @param currency of the points account
     */
    public Mono<Outcome> handle(
            @Nullable Long userId, String name, String currency, String login, String password) {
        return passwords
                .hash(password)
                .flatMap(
                        hash ->
                                createUser.create(
                                        userId,
                                        name,
                                        currency,
                                        id -> new Account(id, login, hash, Set.of(Role.CUSTOMER))));
    }
}
