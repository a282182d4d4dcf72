package dev.ordersaga.kitchen.domain;

import static dev.ordersaga.kitchen.domain.TicketStatus.APPROVED;
import static dev.ordersaga.kitchen.domain.TicketStatus.CANCELLED;
import static dev.ordersaga.kitchen.domain.TicketStatus.PENDING;
import static dev.ordersaga.kitchen.domain.TicketStatus.PICKED_UP;
import static dev.ordersaga.kitchen.domain.TicketStatus.READY;
import static dev.ordersaga.kitchen.domain.TicketStatus.REJECTED;
import static dev.ordersaga.kitchen.domain.TicketStatus.STARTED;

import dev.ordersaga.kitchen.domain.Transition.Made;
import dev.ordersaga.kitchen.domain.Transition.MadeBefore;
import dev.ordersaga.kitchen.domain.Transition.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What the kitchen is to cook for one order.
 *
 * <p>PENDING → APPROVED → STARTED → READY → PICKED_UP, or PENDING → REJECTED, or APPROVED →
 * CANCELLED. A ticket that is rejected before it is created is a {@linkplain #tombstone tombstone}.
 *
 * @param items empty for a tombstone, and only then
 */
public record Ticket(
        UUID orderId,
        TicketStatus status,
        List<TicketItem> items,
        Instant createdAt,
        Instant updatedAt) {

    public Ticket {
        items = List.copyOf(items);
        if (items.isEmpty() && status != REJECTED) {
            throw new IllegalArgumentException("a ticket without items: " + orderId);
        }
    }

    public static Ticket create(UUID orderId, List<TicketItem> items, Instant at) {
        return new Ticket(orderId, PENDING, items, at, at);
    }

    /** Keeps a ticket that was rejected before it was created from ever being created. */
    public static Ticket tombstone(UUID orderId, Instant at) {
        return new Ticket(orderId, REJECTED, List.of(), at, at);
    }

    /** The pivot: once made, the ticket can no longer be rejected. */
    public Transition approve(Instant at) {
        return switch (status) {
            case PENDING -> moved(APPROVED, at);
            case APPROVED, STARTED, READY, PICKED_UP -> new MadeBefore(this);
            case REJECTED, CANCELLED -> new Refused(this);
        };
    }

    /** The compensation of its creation; refused once the ticket is approved. */
    public Transition reject(Instant at) {
        return switch (status) {
            case PENDING -> moved(REJECTED, at);
            case REJECTED, CANCELLED -> new MadeBefore(this);
            case APPROVED, STARTED, READY, PICKED_UP -> new Refused(this);
        };
    }

    /**
     * The customer wants it no more: refused once cooking has begun. One that nobody has approved
     * yet never will be.
     */
    public Transition cancel(Instant at) {
        return switch (status) {
            case PENDING -> moved(REJECTED, at);
            case APPROVED -> moved(CANCELLED, at);
            case REJECTED, CANCELLED -> new MadeBefore(this);
            case STARTED, READY, PICKED_UP -> new Refused(this);
        };
    }

    /** Cooking begins: the ticket leaves the waiting line. */
    public Transition start(Instant at) {
        return advance(APPROVED, STARTED, at);
    }

    public Transition ready(Instant at) {
        return advance(STARTED, READY, at);
    }

    public Transition pickUp(Instant at) {
        return advance(READY, PICKED_UP, at);
    }

    /** The price of everything; empty for a tombstone. */
    public Optional<Money> total() {
        return items.stream().map(TicketItem::total).reduce(Money::plus);
    }

    /** The portions it needs, in the order of the products, each product once. */
    public List<Portions> portions() {
        Map<Long, Integer> amounts = new TreeMap<>();
        items.forEach(item -> amounts.merge(item.productId(), item.amount(), Math::addExact));
        return amounts.entrySet().stream()
                .map(product -> new Portions(product.getKey(), product.getValue()))
                .toList();
    }

    private Transition advance(TicketStatus from, TicketStatus to, Instant at) {
        return status == from ? moved(to, at) : new Refused(this);
    }

    private Transition moved(TicketStatus to, Instant at) {
        return new Made(new Ticket(orderId, to, items, createdAt, at));
    }
}
