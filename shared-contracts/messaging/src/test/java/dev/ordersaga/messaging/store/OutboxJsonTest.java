package dev.ordersaga.messaging.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxJsonTest {

    private static final String BODY =
            "{\"name\":\"O'Brien \\\"김\\\"\",\"none\":null,\"amount\":9007199254740993,"
                    + "\"half\":0.50,\"list\":[{},[],true]}";

    @Test
    void messagesComeBackAsTheyWere() {
        List<OutboxMessage> messages =
                List.of(
                        message("c-1", true, "00-01-02-00", BODY),
                        message("e-1", false, null, "{}"));

        assertThat(OutboxJson.read(OutboxJson.write(messages))).isEqualTo(messages);
    }

    @Test
    void aBodyIsPartOfTheList() {
        assertThat(OutboxJson.write(List.of(message("c-1", true, null, BODY))))
                .isEqualTo(
                        "[{\"exchange\":\"x\",\"routingKey\":\"k\",\"messageId\":\"c-1\","
                                + "\"correlationId\":\"c-1\",\"type\":\"T\",\"mandatory\":true,"
                                + "\"body\":"
                                + BODY
                                + "}]");
    }

    private static OutboxMessage message(
            String id, boolean mandatory, String traceparent, String body) {
        return new OutboxMessage("x", "k", id, id, "T", mandatory, traceparent, body);
    }
}
