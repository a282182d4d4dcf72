package dev.ordersaga.payment.application;

import dev.ordersaga.contracts.Event;
import dev.ordersaga.contracts.Event.OrderStatusChanged;
import dev.ordersaga.contracts.Event.PaymentCompleted;
import dev.ordersaga.contracts.Event.RefundCompleted;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.payment.application.DataPlatform.Fact;
import dev.ordersaga.payment.application.DataPlatform.Notice;
import reactor.core.publisher.Mono;

/**
 * Tells the data platform what it wants to know. Runs outside any transaction, perhaps more than
 * once for the same event, and never has a consequence for the order.
 */
public final class TellDataPlatform {

    private final DataPlatform platform;

    public TellDataPlatform(DataPlatform platform) {
        this.platform = platform;
    }

    public Mono<Void> tell(Incoming<Event> event) {
        String key = event.messageId();
        return switch (event.body()) {
            case PaymentCompleted(var paymentId, var orderId, var buyer, var price, var at) ->
                    platform.tell(
                            new Notice(key, Fact.COMPLETED, orderId, paymentId, buyer, price, at));
            case RefundCompleted(var paymentId, var orderId, var buyer, var price, var at) ->
                    platform.tell(
                            new Notice(key, Fact.REFUNDED, orderId, paymentId, buyer, price, at));
            // The queue is not bound to it, and the platform has not asked for it.
            case OrderStatusChanged _ -> Mono.empty();
        };
    }
}
