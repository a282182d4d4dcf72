package dev.ordersaga.user.application;

import dev.ordersaga.user.domain.Account;
import dev.ordersaga.user.domain.Role;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Lets an account do more, or less. Tokens that it has are valid until they expire. */
public final class ChangeRoles {

    private final Accounts accounts;

    public ChangeRoles(Accounts accounts) {
        this.accounts = accounts;
    }

    /** The account as it is now; empty if there is none. */
    public Mono<Account> handle(long userId, Set<Role> roles) {
        return accounts.changeRoles(userId, roles)
                .filter(there -> there)
                .flatMap(_ -> accounts.byUser(userId));
    }
}
