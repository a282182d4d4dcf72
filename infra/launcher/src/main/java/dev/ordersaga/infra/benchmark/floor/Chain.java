package dev.ordersaga.infra.benchmark.floor;

import dev.ordersaga.infra.run.Service;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * The way of an order: four commands, to user, kitchen, payment and kitchen again, each answered.
 * Messages are as long as the real ones, and are told by where in them something stands.
 */
final class Chain {

    static final int LAST_STEP = 8;

    private static final List<Service> PARTICIPANTS =
            List.of(Service.USER, Service.KITCHEN, Service.PAYMENT, Service.KITCHEN);
    private static final HexFormat HEX = HexFormat.of();
    private static final String BEFORE_ORDER = "{\"saga\":";
    private static final String BEFORE_STEP = ",\"st\":";
    private static final int STEP_AT =
            BEFORE_ORDER.length() + 2 * Long.BYTES + BEFORE_STEP.length();
    private static final String REST = ",\"pad\":\"" + "x".repeat(300) + "\"}";

    private Chain() {}

    /** A message that came: which order it is about, and which step it is. */
    record Message(long tag, long order, int step) {

        static Message read(long tag, byte[] body) {
            String order =
                    new String(
                            body, BEFORE_ORDER.length(), 2 * Long.BYTES, StandardCharsets.US_ASCII);
            return new Message(tag, HexFormat.fromHexDigitsToLong(order), body[STEP_AT] - '0');
        }
    }

    static String body(long order, int step) {
        return BEFORE_ORDER + HEX.toHexDigits(order) + BEFORE_STEP + step + REST;
    }

    /** Where the message of a step goes: commands are odd, answers even. */
    static String queue(int step) {
        return step % 2 == 0 ? queue(Service.ORDER) : queue(PARTICIPANTS.get(step / 2));
    }

    static String queue(Service service) {
        return "floor." + service.name().toLowerCase(Locale.ROOT);
    }

    static List<String> queues() {
        return Arrays.stream(Service.values()).map(Chain::queue).toList();
    }
}
