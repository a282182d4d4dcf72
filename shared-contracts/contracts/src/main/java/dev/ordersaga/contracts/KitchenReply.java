package dev.ordersaga.contracts;

import java.util.List;
import java.util.UUID;

/** What the {@code kitchen} service answers. */
public sealed interface KitchenReply extends Reply {

    UUID orderId();

    record TicketCreated(UUID orderId, List<PricedItem> productItems, Money totalPrice)
            implements KitchenReply, OrderSagaReply {
        public TicketCreated {
            productItems = List.copyOf(productItems);
        }
    }

    record TicketRefused(UUID orderId, TicketRefusal reason)
            implements KitchenReply, OrderSagaReply {}

    record TicketApproved(UUID orderId) implements KitchenReply, OrderSagaReply {}

    record TicketApprovalRefused(UUID orderId, ApprovalRefusal reason)
            implements KitchenReply, OrderSagaReply {}

    record TicketRejected(UUID orderId) implements KitchenReply, OrderSagaReply {}

    /** The rejection came after the pivot: the order goes through. */
    record TicketAlreadyApproved(UUID orderId) implements KitchenReply, OrderSagaReply {}

    /** There is no ticket to be cooked: it was cancelled now or before, or rejected. */
    record TicketCancelled(UUID orderId) implements KitchenReply, OrderSagaReply {}

    record TicketCancellationRefused(UUID orderId, CancellationRefusal reason)
            implements KitchenReply, OrderSagaReply {}

    /**
     * An item as the menu had it when the ticket was created.
     *
     * @param price of one, not of the whole amount
     */
    record PricedItem(long productId, int amount, Money price) {}

    /** Why a ticket was not created. */
    enum TicketRefusal {
        FULL_WAITING,
        PRODUCT_UNAVAILABLE,
        KITCHEN_CLOSED,
        /** The ticket was rejected before its command arrived. */
        CANCELLED
    }

    /** Why a ticket was not approved. */
    enum ApprovalRefusal {
        PORTIONS_SHORT,
        KITCHEN_CLOSED,
        /** There is no ticket that could be approved: unknown, or rejected. */
        NO_LIVE_TICKET
    }

    /** Why a ticket was not cancelled. */
    enum CancellationRefusal {
        COOKING_HAS_BEGUN
    }
}
