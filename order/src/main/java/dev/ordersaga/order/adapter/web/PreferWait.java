package dev.ordersaga.order.adapter.web;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/**
 * The preference {@code wait} of the request header {@code Prefer} (RFC 7240): for how long the
 * client would rather wait than ask again. As with all preferences, the first counts, and what is
 * malformed is ignored.
 */
final class PreferWait {

    static final String HEADER = "Prefer";
    static final String APPLIED = "Preference-Applied";

    private static final BigInteger LONGEST = BigInteger.valueOf(30);
    private static final Pattern SECONDS = Pattern.compile("\"?(\\d+)\"?");

    private PreferWait() {}

    /** For how many seconds, 30 at most; 0 if the client does not want to wait. */
    static int seconds(HttpHeaders headers) {
        String all = String.join(",", headers.getOrEmpty(HEADER));
        return split(all, ',').stream()
                .map(preference -> split(preference, ';').getFirst().split("=", 2))
                .filter(preference -> preference[0].strip().equalsIgnoreCase("wait"))
                .findFirst()
                .map(preference -> preference.length == 1 ? 0 : seconds(preference[1].strip()))
                .orElse(0);
    }

    private static int seconds(String value) {
        var digits = SECONDS.matcher(value);
        return digits.matches() ? new BigInteger(digits.group(1)).min(LONGEST).intValue() : 0;
    }

    /** The parts between separators that are in no quoted string. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\' && quoted) {
                at++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(start, at));
                start = at + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
