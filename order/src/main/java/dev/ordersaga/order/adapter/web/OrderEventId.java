package dev.ordersaga.order.adapter.web;

import dev.ordersaga.order.application.OrderPlace;
import dev.ordersaga.web.Problem;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The id of an event: how many entries of the timelines of the order's two sagas have been told up
 * to it, e.g. {@code 7-0}, and {@code 9-0-end} with how the order has ended.
 */
record OrderEventId(int placing, int cancelling, boolean isEnd) {

    static final OrderEventId BEGINNING = new OrderEventId(0, 0, false);

    private static final Pattern ID = Pattern.compile("(\\d{1,9})-(\\d{1,9})(-end)?");

    /**
     * As a client gives it back.
     *
     * @param header Last-Event-ID; null for a client that begins
     * @throws Problem 400 if it is no such id
     */
    static OrderEventId parse(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return BEGINNING;
        }
        Matcher id = ID.matcher(header.strip());
        if (!id.matches()) {
            throw unknown();
        }
        return new OrderEventId(
                Integer.parseInt(id.group(1)), Integer.parseInt(id.group(2)), id.group(3) != null);
    }

    static Problem unknown() {
        return Problem.of(
                HttpStatus.BAD_REQUEST,
                "invalid-request",
                "Last-Event-ID is not the id of an event of this order.");
    }

    static OrderEventId of(OrderPlace place) {
        return new OrderEventId(place.placing(), place.cancelling(), false);
    }

    static OrderEventId ending(OrderPlace place) {
        return new OrderEventId(place.placing(), place.cancelling(), true);
    }

    OrderPlace in(UUID orderId) {
        return new OrderPlace(orderId, placing, cancelling);
    }

    @Override
    public String toString() {
        return placing + "-" + cancelling + (isEnd ? "-end" : "");
    }
}
