package dev.ordersaga.user.adapter.web;

import dev.ordersaga.user.domain.Money;
import dev.ordersaga.web.Problem;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/** What the service refuses. */
final class UserProblems {

    private UserProblems() {}

    static Problem notFound(long userId) {
        return Problem.notFound("There is no user " + userId + ".");
    }

    static Problem exists(long userId) {
        return Problem.conflict("user-exists", "There is a user " + userId + " already.");
    }

    static Problem referenceTaken(Money credited) {
        return Problem.conflict(
                "reference-taken",
                "Under this reference the user was given %d %s."
                        .formatted(credited.amount(), credited.currency()));
    }

    static Problem noAccount(long userId) {
        return Problem.notFound("User " + userId + " has no account here.");
    }

    static Problem loginTaken() {
        return Problem.conflict("login-taken", "Somebody else signs in under that name.");
    }

    static Problem wrongCredentials() {
        return Problem.of(
                        HttpStatus.UNAUTHORIZED,
                        "wrong-credentials",
                        "There is no such account with this password.")
                .challenge("Bearer");
    }

    static Problem tooManyAttempts(Duration wait) {
        return Problem.of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too-many-attempts",
                        "Too many attempts to sign in have failed.")
                .retryAfter(wait);
    }

    static Problem busy() {
        return Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "service-unavailable",
                        "Too many sign in just now. Try again in a moment.")
                .retryAfter(Duration.ZERO);
    }
}
