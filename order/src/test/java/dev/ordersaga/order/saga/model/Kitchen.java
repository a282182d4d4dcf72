package dev.ordersaga.order.saga.model;

import static dev.ordersaga.order.saga.model.Facts.CREATED;
import static dev.ordersaga.order.saga.model.Facts.ORDER;

import dev.ordersaga.contracts.KitchenCommand;
import dev.ordersaga.contracts.KitchenCommand.ApproveTicket;
import dev.ordersaga.contracts.KitchenCommand.CancelTicket;
import dev.ordersaga.contracts.KitchenCommand.CreateTicket;
import dev.ordersaga.contracts.KitchenCommand.RejectTicket;
import dev.ordersaga.contracts.KitchenReply.ApprovalRefusal;
import dev.ordersaga.contracts.KitchenReply.TicketAlreadyApproved;
import dev.ordersaga.contracts.KitchenReply.TicketApprovalRefused;
import dev.ordersaga.contracts.KitchenReply.TicketApproved;
import dev.ordersaga.contracts.KitchenReply.TicketRefusal;
import dev.ordersaga.contracts.KitchenReply.TicketRefused;
import dev.ordersaga.contracts.KitchenReply.TicketRejected;
import dev.ordersaga.contracts.Reply;
import dev.ordersaga.order.saga.model.Guards.Guard;
import java.util.List;

/**
 * The kitchen, as far as it knows the order. Whatever the menu, the waiting line or the portions
 * decide, it may decide either way.
 *
 * @param places how many places in the waiting line the order holds
 */
record Kitchen(Ticket ticket, int places) {

    enum Ticket {
        NONE,
        PENDING,
        APPROVED,
        REJECTED
    }

    /** One of the ways in which a command may come out. */
    record Outcome(Kitchen next, Reply reply) {}

    static final Kitchen NEW = new Kitchen(Ticket.NONE, 0);

    boolean hasLiveTicket() {
        return ticket == Ticket.PENDING || ticket == Ticket.APPROVED;
    }

    List<Outcome> take(KitchenCommand command, Guards guards) {
        return switch (command) {
            case CreateTicket _ -> create();
            case ApproveTicket _ -> approve();
            case RejectTicket _ -> List.of(reject(guards));
            case CancelTicket _ -> throw new IllegalStateException("nobody cancels the order");
        };
    }

    private List<Outcome> create() {
        return switch (ticket) {
            case NONE ->
                    List.of(
                            new Outcome(new Kitchen(Ticket.PENDING, places + 1), CREATED),
                            stay(new TicketRefused(ORDER, TicketRefusal.FULL_WAITING)));
            case PENDING, APPROVED -> List.of(stay(CREATED));
            case REJECTED -> List.of(stay(new TicketRefused(ORDER, TicketRefusal.CANCELLED)));
        };
    }

    private List<Outcome> approve() {
        return switch (ticket) {
            case PENDING ->
                    List.of(
                            to(Ticket.APPROVED, places, new TicketApproved(ORDER)),
                            stay(refused(ApprovalRefusal.PORTIONS_SHORT)));
            case APPROVED -> List.of(stay(new TicketApproved(ORDER)));
            case NONE, REJECTED -> List.of(stay(refused(ApprovalRefusal.NO_LIVE_TICKET)));
        };
    }

    private Outcome reject(Guards guards) {
        TicketRejected rejected = new TicketRejected(ORDER);
        return switch (ticket) {
            case NONE ->
                    guards.have(Guard.TICKET_TOMBSTONE)
                            ? to(Ticket.REJECTED, places, rejected)
                            : stay(rejected);
            case PENDING -> to(Ticket.REJECTED, places - 1, rejected);
            case REJECTED -> stay(rejected);
            case APPROVED -> stay(new TicketAlreadyApproved(ORDER));
        };
    }

    private static Reply refused(ApprovalRefusal why) {
        return new TicketApprovalRefused(ORDER, why);
    }

    private Outcome stay(Reply reply) {
        return new Outcome(this, reply);
    }

    private static Outcome to(Ticket next, int places, Reply reply) {
        return new Outcome(new Kitchen(next, places), reply);
    }
}
