package dev.ordersaga.order.adapter.web;

import dev.ordersaga.web.Problem;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * The request header {@code Idempotency-Key}: 1 to 255 printable ASCII characters, which may stand
 * in quotes, as the draft of the IETF has it, or not.
 */
final class IdempotencyHeader {

    static final String NAME = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";

    private static final Pattern KEY = Pattern.compile("[ -~]{1,255}");

    private IdempotencyHeader() {}

    /**
     * The key, without quotes; null if there is none.
     *
     * @throws Problem 400 if it is not valid
     */
    static @Nullable String of(HttpHeaders headers) {
        List<String> values = headers.getOrDefault(NAME, List.of());
        if (values.isEmpty()) {
            return null;
        }
        String key = unquoted(values.getFirst());
        if (values.size() > 1 || !KEY.matcher(key).matches()) {
            throw Problem.of(
                    HttpStatus.BAD_REQUEST,
                    "invalid-request",
                    "The header " + NAME + " must be 1 to 255 printable ASCII characters, once.");
        }
        return key;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
