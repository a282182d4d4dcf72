package dev.ordersaga.order.application;

import dev.ordersaga.order.domain.OrderItem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Tells whether two requests ask for the same, however they are written. */
final class Fingerprint {

    private Fingerprint() {}

    /** SHA-256 in hexadecimal digits of what is asked for, in its order. */
    static String of(List<OrderItem> items) {
        String canonical =
                items.stream()
                        .map(item -> item.productId() + "x" + item.amount())
                        .collect(Collectors.joining(","));
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(canonical.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException fault) {
            throw new IllegalStateException("every Java platform has SHA-256", fault);
        }
    }
}
