package dev.ordersaga.order.adapter.web;

import dev.ordersaga.order.application.FirstAnswer;
import dev.ordersaga.order.domain.Order;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** What is answered to who has placed an order, to the byte, so that it can be kept. */
final class PlacedAnswers {

    private final JsonMapper json;

    PlacedAnswers(JsonMapper json) {
        this.json = json;
    }

    /** It is accepted; what becomes of it is told at its location. */
    FirstAnswer accepted(Order order) {
        return new FirstAnswer(
                HttpStatus.ACCEPTED.value(),
                Map.of(
                        HttpHeaders.LOCATION,
                        "/orders/" + order.orderId(),
                        HttpHeaders.RETRY_AFTER,
                        "1"),
                json.writeValueAsString(OrderBody.of(order)));
    }

    static ResponseEntity<byte[]> first(FirstAnswer answer) {
        return response(answer).body(bytes(answer));
    }

    static ResponseEntity<byte[]> replayed(FirstAnswer answer) {
        return response(answer).header(IdempotencyHeader.REPLAYED, "true").body(bytes(answer));
    }

    private static ResponseEntity.BodyBuilder response(FirstAnswer answer) {
        ResponseEntity.BodyBuilder response =
                ResponseEntity.status(answer.status()).contentType(MediaType.APPLICATION_JSON);
        answer.headers().forEach(response::header);
        return response;
    }

    private static byte[] bytes(FirstAnswer answer) {
        return answer.body().getBytes(StandardCharsets.UTF_8);
    }
}
