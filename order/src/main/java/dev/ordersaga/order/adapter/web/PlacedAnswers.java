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

    /** It has ended while the client waited. */
    FirstAnswer ended(Order order, int waited) {
        return new FirstAnswer(
                HttpStatus.OK.value(),
                Map.of(
                        HttpHeaders.LOCATION,
                        "/orders/" + order.orderId(),
                        PreferWait.APPLIED,
                        "wait=" + waited),
                json.writeValueAsString(OrderBody.of(order)));
    }

    static ResponseEntity<byte[]> response(FirstAnswer answer, boolean replayed) {
        ResponseEntity.BodyBuilder response =
                ResponseEntity.status(answer.status()).contentType(MediaType.APPLICATION_JSON);
        answer.headers().forEach(response::header);
        if (replayed) {
            response.header(IdempotencyHeader.REPLAYED, "true");
        }
        return response.body(answer.body().getBytes(StandardCharsets.UTF_8));
    }
}
