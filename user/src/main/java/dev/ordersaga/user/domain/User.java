package dev.ordersaga.user.domain;

/**
 * A customer.
 *
 * @param userId positive and below 2^53
 */
public record User(long userId, String name, Standing standing) {

    /** A newcomer has done nothing wrong. */
    public static User register(long userId, String name) {
        return new User(userId, name, Standing.NORMAL);
    }

    /** Any standing may follow any other; the same again changes nothing. */
    public User become(Standing other) {
        return new User(userId, name, other);
    }
}
