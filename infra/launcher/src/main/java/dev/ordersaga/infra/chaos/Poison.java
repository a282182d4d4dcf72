package dev.ordersaga.infra.chaos;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Messages that no service can read, by what is wrong with each. */
final class Poison {

    private static final int HUGE = 2_000_000;

    private Poison() {}

    static Map<String, byte[]> kinds() {
        Map<String, byte[]> kinds = new TreeMap<>();
        kinds.put("nothing", new byte[0]);
        kinds.put("no JSON", text("this is not JSON"));
        kinds.put("bytes that are no text", new byte[] {(byte) 0xC3, 0x28, (byte) 0xFF, 0, 1});
        kinds.put("half a message", text("{\"EventMessageType\":\"TargetEventMessage\",\"tar"));
        kinds.put("a list", text("[1,2,3]"));
        kinds.put("another envelope", text("{\"EventMessageType\":\"PartyInvitation\"}"));
        kinds.put("an unknown type", message("{\"eventType\":\"BakeCake\"}"));
        kinds.put("missing fields", message("{\"eventType\":\"VerifyUser\"}"));
        kinds.put("a null where a number belongs", message(verify("null")));
        kinds.put("text where a number belongs", message(verify("\"seven\"")));
        kinds.put("a huge body", message("{\"eventType\":\"" + "x".repeat(HUGE) + "\"}"));
        kinds.put(
                "an id that is none",
                text(
                        """
                        {"EventMessageType":"ErrorEventMessage","target":"ORDER_CREATION",\
                        "txId":"7","errorMessage":"?"}"""));
        return kinds;
    }

    private static String verify(String userId) {
        return "{\"eventType\":\"VerifyUser\",\"userId\":%s}".formatted(userId);
    }

    private static byte[] message(String content) {
        return text(
                """
                {"EventMessageType":"TargetEventMessage","target":"ORDER_CREATION",\
                "txId":"018f0000-0000-7000-8000-000000000001","message":%s}"""
                        .formatted(content));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
