package dev.ordersaga.system.model;

import static dev.ordersaga.system.model.Facts.CREATED;
import static dev.ordersaga.system.model.Facts.ORDER;

import dev.ordersaga.contracts.KitchenCommand;
import dev.ordersaga.contracts.KitchenCommand.ApproveTicket;
import dev.ordersaga.contracts.KitchenCommand.CancelTicket;
import dev.ordersaga.contracts.KitchenCommand.CreateTicket;
import dev.ordersaga.contracts.KitchenCommand.RejectTicket;
import dev.ordersaga.contracts.KitchenReply;
import dev.ordersaga.contracts.KitchenReply.ApprovalRefusal;
import dev.ordersaga.contracts.KitchenReply.TicketAlreadyApproved;
import dev.ordersaga.contracts.KitchenReply.TicketApprovalRefused;
import dev.ordersaga.contracts.KitchenReply.TicketApproved;
import dev.ordersaga.contracts.KitchenReply.TicketRefusal;
import dev.ordersaga.contracts.KitchenReply.TicketRefused;
import dev.ordersaga.contracts.KitchenReply.TicketRejected;
import dev.ordersaga.kitchen.domain.Money;
import dev.ordersaga.kitchen.domain.Ticket;
import dev.ordersaga.kitchen.domain.TicketItem;
import dev.ordersaga.kitchen.domain.TicketStatus;
import dev.ordersaga.kitchen.domain.Transition;
import dev.ordersaga.kitchen.domain.Transition.Made;
import dev.ordersaga.kitchen.domain.Transition.MadeBefore;
import dev.ordersaga.kitchen.domain.Transition.Refused;
import dev.ordersaga.system.model.Message.Answered;
import dev.ordersaga.system.model.Message.Asked;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The kitchen, with the production ticket. Whatever the menu, the waiting line or the portions
 * decide, it may decide either way.
 */
record Kitchen(Set<Guard> guards) implements Actor<Kitchen.State> {

    /**
     * What it knows.
     *
     * @param ticket null where there is none
     * @param places how many places in the waiting line the order holds
     */
    record State(@Nullable Ticket ticket, int places, Inbox inbox) {

        boolean hasTicketIn(Set<TicketStatus> these) {
            return ticket != null && these.contains(ticket.status());
        }

        @Override
        public String toString() {
            return "ticket " + (ticket == null ? "none" : ticket.status());
        }

        private Outcome<State> keep(Asked asked, KitchenReply reply) {
            return to(asked, ticket, places, reply);
        }

        private Outcome<State> to(
                Asked asked, @Nullable Ticket next, int nextPlaces, KitchenReply reply) {
            return new Outcome<>(
                    new State(next, nextPlaces, inbox.answered(asked.id(), reply)),
                    List.of(new Answered(asked.id(), reply)));
        }
    }

    private static final List<TicketItem> ITEMS =
            List.of(
                    new TicketItem(
                            123,
                            "Bibimbap",
                            1,
                            new Money(Facts.PRICE.amount(), Facts.PRICE.currency())));

    @Override
    public State start() {
        return new State(null, 0, Inbox.EMPTY);
    }

    @Override
    public List<Outcome<State>> take(State state, Message message) {
        return switch (message) {
            case Asked asked when guards.contains(Guard.INBOX) && state.inbox().knows(asked) ->
                    List.of(new Outcome<>(state, state.inbox().answerAgain(asked)));
            case Asked(var _, KitchenCommand command) ->
                    handle(state, (Asked) message, command).toList();
            case Asked _, Message.Answered _, Message.GaveUp _, Message.Alarm _ ->
                    throw new IllegalArgumentException("not for the kitchen: " + message);
        };
    }

    private Stream<Outcome<State>> handle(State state, Asked asked, KitchenCommand command) {
        return switch (command) {
            case CreateTicket _ -> create(state, asked);
            case ApproveTicket _ -> approve(state, asked);
            case RejectTicket _ -> Stream.of(reject(state, asked));
            case CancelTicket _ -> throw new IllegalStateException("nobody cancels the order");
        };
    }

    private static Stream<Outcome<State>> create(State state, Asked asked) {
        if (state.ticket() == null) {
            Ticket created = Ticket.create(ORDER, ITEMS, Instant.EPOCH);
            return Stream.of(
                    state.to(asked, created, state.places() + 1, CREATED),
                    state.keep(asked, new TicketRefused(ORDER, TicketRefusal.FULL_WAITING)));
        }
        return Stream.of(
                state.keep(
                        asked,
                        state.ticket().status() == TicketStatus.REJECTED
                                ? new TicketRefused(ORDER, TicketRefusal.CANCELLED)
                                : CREATED));
    }

    private static Stream<Outcome<State>> approve(State state, Asked asked) {
        if (state.ticket() == null) {
            return Stream.of(state.keep(asked, refused(ApprovalRefusal.NO_LIVE_TICKET)));
        }
        TicketApproved done = new TicketApproved(ORDER);
        Transition approval = state.ticket().approve(Instant.EPOCH);
        return switch (approval) {
            case Made(Ticket approved) ->
                    Stream.of(
                            state.to(asked, approved, state.places(), done),
                            state.keep(asked, refused(ApprovalRefusal.PORTIONS_SHORT)));
            case MadeBefore _ -> Stream.of(state.keep(asked, done));
            case Refused _ -> Stream.of(state.keep(asked, refused(ApprovalRefusal.NO_LIVE_TICKET)));
        };
    }

    private Outcome<State> reject(State state, Asked asked) {
        TicketRejected done = new TicketRejected(ORDER);
        if (state.ticket() == null) {
            Ticket tombstone = Ticket.tombstone(ORDER, Instant.EPOCH);
            boolean buried = guards.contains(Guard.TICKET_TOMBSTONE);
            return state.to(asked, buried ? tombstone : null, state.places(), done);
        }
        return switch (state.ticket().reject(Instant.EPOCH)) {
            case Made(Ticket rejected) -> state.to(asked, rejected, state.places() - 1, done);
            case MadeBefore _ -> state.keep(asked, done);
            case Refused _ -> state.keep(asked, new TicketAlreadyApproved(ORDER));
        };
    }

    private static KitchenReply refused(ApprovalRefusal why) {
        return new TicketApprovalRefused(ORDER, why);
    }
}
