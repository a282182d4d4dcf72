package dev.ordersaga.kitchen.adapter.web;

import dev.ordersaga.kitchen.domain.TicketStatus;
import java.net.URI;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The problems (RFC 9457) that the API answers with. Their types do not change. */
final class Problems {

    private static final String TYPE = "urn:order-saga:problem:";

    private Problems() {}

    static ErrorResponseException unknownTicket(UUID orderId) {
        return problem(HttpStatus.NOT_FOUND, "not-found", "There is no ticket of order " + orderId);
    }

    static ErrorResponseException ticketState(TicketStatus status) {
        return problem(HttpStatus.CONFLICT, "ticket-state", "The ticket is " + status);
    }

    static ErrorResponseException foreignCurrency(String kitchenCurrency) {
        return problem(
                HttpStatus.CONFLICT, "foreign-currency", "The menu is in " + kitchenCurrency);
    }

    /** The type of a problem that has none of its own, e.g. {@code method-not-allowed}. */
    static URI type(HttpStatusCode code) {
        HttpStatus status = HttpStatus.resolve(code.value());
        String name =
                status == null
                        ? "status-" + code.value()
                        : switch (status) {
                            case BAD_REQUEST -> "invalid-request";
                            case NOT_FOUND -> "not-found";
                            case INTERNAL_SERVER_ERROR -> "internal";
                            case HttpStatus other ->
                                    other.name().toLowerCase(Locale.ROOT).replace('_', '-');
                        };
        return URI.create(TYPE + name);
    }

    private static ErrorResponseException problem(HttpStatus status, String name, String detail) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setType(URI.create(TYPE + name));
        return new ErrorResponseException(status, body, null);
    }
}
