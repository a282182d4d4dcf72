package dev.ordersaga.order.adapter.web;

import dev.ordersaga.order.application.OrderNews;
import dev.ordersaga.order.application.OrderPlace;
import dev.ordersaga.order.application.OrderProgress;
import dev.ordersaga.order.domain.CancelRefusal;
import dev.ordersaga.order.domain.OrderStatus;
import dev.ordersaga.order.domain.RejectReason;
import dev.ordersaga.web.stream.StreamPart;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;

/** The data of an event of an order. */
sealed interface OrderEventBody permits OrderEventBody.Ended, SagaBody.Entry {

    /**
     * How the order has ended.
     *
     * @param rejectReason why, if it is REJECTED
     * @param cancelRefusal why it could not be cancelled, if that was tried
     */
    record Ended(
            UUID orderId,
            OrderStatus status,
            @Nullable RejectReason rejectReason,
            @Nullable CancelRefusal cancelRefusal)
            implements OrderEventBody {}

    /** News as events: {@code step} for each entry, {@code status} for the end. */
    static StreamPart<OrderPlace, OrderEventBody> events(OrderNews news) {
        List<ServerSentEvent<OrderEventBody>> events = new ArrayList<>();
        for (OrderNews.Step step : news.steps()) {
            events.add(event("step", OrderEventId.of(step.place()), SagaBody.entry(step.entry())));
        }
        OrderProgress end = news.end();
        if (end != null) {
            events.add(event("status", OrderEventId.ending(news.place()), ended(end)));
        }
        return new StreamPart<>(events, news.place(), end != null);
    }

    private static Ended ended(OrderProgress order) {
        return new Ended(
                order.orderId(), order.status(), order.rejectReason(), order.cancelRefusal());
    }

    private static ServerSentEvent<OrderEventBody> event(
            String name, OrderEventId id, OrderEventBody data) {
        return ServerSentEvent.builder(data).event(name).id(id.toString()).build();
    }
}
