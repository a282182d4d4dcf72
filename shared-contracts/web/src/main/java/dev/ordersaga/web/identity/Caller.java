package dev.ordersaga.web.identity;

import dev.ordersaga.web.Problem;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;

/**
 * Who calls, as the token says. A controller asks for it as a parameter.
 *
 * @param subject of the token; a user's id as text, for those who are users here
 */
public record Caller(String subject, Set<Role> roles) {

    private static final long MAX_ID = (1L << 53) - 1;
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,15}");

    public Caller {
        roles = Set.copyOf(roles);
    }

    public boolean isOperator() {
        return roles.contains(Role.OPERATOR);
    }

    /** Whether it is this user. */
    public boolean is(long userId) {
        return subject.equals(Long.toString(userId));
    }

    /** Whether it may look at what is this user's: its own, or everything. */
    public boolean maySee(long userId) {
        return is(userId) || isOperator();
    }

    /** Who has done what only operators may do, for those who read of it later. */
    public String asOperator() {
        return "operator " + subject;
    }

    /**
     * The user that it is.
     *
     * @throws Problem 403 if the subject is no user's id, as an operator's of another issuer
     */
    public long userId() {
        if (!NUMBER.matcher(subject).matches() || Long.parseLong(subject) > MAX_ID) {
            throw Problem.of(
                    HttpStatus.FORBIDDEN, "no-user", "The token's subject is no user's id.");
        }
        return Long.parseLong(subject);
    }
}
