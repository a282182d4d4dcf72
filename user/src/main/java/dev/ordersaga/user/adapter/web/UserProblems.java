package dev.ordersaga.user.adapter.web;

import dev.ordersaga.user.domain.Money;
import dev.ordersaga.web.Problem;

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
}
