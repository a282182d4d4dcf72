package dev.ordersaga.order.application;

import java.util.Map;

/** What a client is answered, to the byte. */
public record FirstAnswer(int status, Map<String, String> headers, String body) {

    public FirstAnswer {
        headers = Map.copyOf(headers);
    }
}
