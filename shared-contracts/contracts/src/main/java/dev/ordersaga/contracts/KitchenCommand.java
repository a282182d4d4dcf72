package dev.ordersaga.contracts;

import java.util.List;
import java.util.UUID;

/** What the {@code kitchen} service is asked to do. */
public sealed interface KitchenCommand extends Command {

    UUID orderId();

    /**
     * Prices every item from the menu and takes a place in the waiting line. Answered TicketCreated
     * or TicketRefused.
     */
    record CreateTicket(UUID orderId, List<ProductItem> productItems) implements KitchenCommand {
        public CreateTicket {
            productItems = List.copyOf(productItems);
        }

        @Override
        public String routingKey() {
            return "kitchen.ticket.create";
        }
    }

    /**
     * Takes the portions and lets the kitchen begin: the pivot. Answered TicketApproved or
     * TicketApprovalRefused.
     */
    record ApproveTicket(UUID orderId) implements KitchenCommand {
        @Override
        public String routingKey() {
            return "kitchen.ticket.approve";
        }
    }

    /**
     * Undoes {@link CreateTicket}, whether or not it came. Answered TicketRejected, or
     * TicketAlreadyApproved where the pivot has won.
     */
    record RejectTicket(UUID orderId) implements KitchenCommand {
        @Override
        public String routingKey() {
            return "kitchen.ticket.reject";
        }
    }

    /**
     * Gives back what {@link ApproveTicket} took, once the order is approved. Answered
     * TicketCancelled, or TicketCancellationRefused where cooking has begun.
     */
    record CancelTicket(UUID orderId) implements KitchenCommand {
        @Override
        public String routingKey() {
            return "kitchen.ticket.cancel";
        }
    }

    /** So many of one product. Prices are the kitchen's business. */
    record ProductItem(long productId, int amount) {}
}
