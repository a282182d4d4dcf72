package dev.ordersaga.user.domain;

import java.util.Set;

/**
 * Who may sign in. Not every account is a customer's: operators have no points and order nothing.
 *
 * @param userId the subject of its tokens
 * @param login unique
 * @param password as the encoder made it
 */
public record Account(long userId, String login, String password, Set<Role> roles) {

    public Account {
        roles = Set.copyOf(roles);
    }

    /** Tells nothing of the password. */
    @Override
    public String toString() {
        return "account " + userId + " " + roles;
    }
}
