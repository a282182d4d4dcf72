package dev.ordersaga.user.application;

import dev.ordersaga.user.domain.Account;
import dev.ordersaga.user.domain.Role;
import java.util.Set;
import reactor.core.publisher.Mono;

/** All accounts. */
public interface Accounts {

    /** Empty if there is none. */
    Mono<Account> byLogin(String login);

    /** Empty if there is none. */
    Mono<Account> byUser(long userId);

    Mono<Boolean> hasOperator();

    /** Whether it was added: not if its login or its user has an account already. */
    Mono<Boolean> add(Account account);

    Mono<Void> changePassword(long userId, String password);

    /** Whether there is such an account. */
    Mono<Boolean> changeRoles(long userId, Set<Role> roles);
}
