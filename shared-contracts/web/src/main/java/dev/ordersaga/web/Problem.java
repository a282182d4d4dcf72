package dev.ordersaga.web;

import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A refusal on its way to the client, as a problem document (RFC 9457). */
public final class Problem extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    private Problem(HttpStatus status, ProblemDetail document) {
        super(status, document, null);
    }

    /**
     * A refusal.
     *
     * @param name what went wrong, stable and in kebab case: the last part of the document's type
     * @param detail what the client can make of it; free of internals
     */
    public static Problem of(HttpStatus status, String name, String detail) {
        ProblemDetail document = ProblemDetail.forStatusAndDetail(status, detail);
        document.setType(Problems.type(name));
        return new Problem(status, document);
    }

    public static Problem notFound(String detail) {
        return of(HttpStatus.NOT_FOUND, "not-found", detail);
    }

    public static Problem conflict(String name, String detail) {
        return of(HttpStatus.CONFLICT, name, detail);
    }

    /** The same, and when it may be tried again. */
    public Problem retryAfter(Duration wait) {
        getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1));
        return this;
    }

    /** The same, with the way of authentication that would help (RFC 9110, section 11.6.1). */
    public Problem challenge(String challenge) {
        getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, challenge);
        return this;
    }
}
