package dev.ordersaga.messaging.rabbit;

import dev.ordersaga.messaging.store.OutboxMessage;
import dev.ordersaga.messaging.store.OutboxRow;
import dev.ordersaga.messaging.store.OutboxTable;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The messages of an outbox row on their way to the broker. When the last has its answer, the
 * outbox may forget those that were confirmed.
 */
final class Shipment {

    private final OutboxRow row;
    private final OutboxTable outbox;
    private final Leftovers leftovers;
    private final Consumer<UUID> whenCutOff;
    private final AtomicInteger onTheirWay;
    private final Queue<OutboxMessage> left = new ConcurrentLinkedQueue<>();
    private volatile boolean isCutOff;

    /**
     * @param whenCutOff what to do with the row if some of it has not reached the broker
     */
    Shipment(OutboxRow row, OutboxTable outbox, Leftovers leftovers, Consumer<UUID> whenCutOff) {
        this.row = row;
        this.outbox = outbox;
        this.leftovers = leftovers;
        this.whenCutOff = whenCutOff;
        this.onTheirWay = new AtomicInteger(row.messages().size());
    }

    /** What became of one of them; empty if the broker has confirmed it. */
    void settle(OutboxMessage message, Optional<NotConfirmed> failure) {
        failure.ifPresent(reason -> stays(message, reason));
        if (onTheirWay.decrementAndGet() == 0) {
            settled();
        }
    }

    private void stays(OutboxMessage message, NotConfirmed reason) {
        leftovers.add(message, reason);
        left.add(message);
        if (reason.isCutOff()) {
            isCutOff = true;
        }
    }

    private void settled() {
        if (left.isEmpty()) {
            outbox.confirmed(row.id());
        } else if (left.size() < row.messages().size()) {
            outbox.partlyConfirmed(new OutboxRow(row.id(), List.copyOf(left)));
        }
        if (isCutOff) {
            whenCutOff.accept(row.id());
        }
    }
}
