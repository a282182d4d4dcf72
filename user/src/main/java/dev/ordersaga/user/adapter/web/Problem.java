package dev.ordersaga.user.adapter.web;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * An answer that is not what was asked for, as RFC 9457 has it. It is thrown here, at the edge,
 * after the use case has ended; inside, refusals are values.
 */
final class Problem extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    private Problem(HttpStatus status, String name, String detail) {
        super(status, body(status, name, detail), null);
    }

    static Problem userNotFound(long userId) {
        return new Problem(
                HttpStatus.NOT_FOUND, "user-not-found", "There is no user " + userId + ".");
    }

    static Problem userExists(long userId) {
        return new Problem(
                HttpStatus.CONFLICT, "user-exists", "There is a user " + userId + " already.");
    }

    static Problem referenceTaken(String reference, long credited) {
        return new Problem(
                HttpStatus.CONFLICT,
                "reference-taken",
                "Under the reference \"%s\" the user was given %d.".formatted(reference, credited));
    }

    /** The stable name of a kind of problem. */
    static URI type(String name) {
        return URI.create("urn:order-saga:problem:" + name);
    }

    private static ProblemDetail body(HttpStatus status, String name, String detail) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setType(type(name));
        return body;
    }
}
