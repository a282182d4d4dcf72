package dev.ordersaga.payment.adapter.messaging;

import dev.ordersaga.contracts.Event;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.messaging.QueueListener;
import dev.ordersaga.payment.application.TellDataPlatform;
import reactor.core.publisher.Mono;

/** What the data platform is to be told. */
public final class PaymentEvents implements QueueListener.Events<Event> {

    private static final int CONCURRENCY = 50;

    private final TellDataPlatform tellDataPlatform;

    public PaymentEvents(TellDataPlatform tellDataPlatform) {
        this.tellDataPlatform = tellDataPlatform;
    }

    @Override
    public WorkQueue queue() {
        return WorkQueue.DATA_PLATFORM;
    }

    @Override
    public Class<Event> accepts() {
        return Event.class;
    }

    @Override
    public int concurrency() {
        return CONCURRENCY;
    }

    @Override
    public Mono<Void> handle(Incoming<Event> event) {
        return tellDataPlatform.tell(event);
    }
}
