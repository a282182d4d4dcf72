package dev.ordersaga.system.model;

import static dev.ordersaga.system.model.Facts.CREATED;
import static dev.ordersaga.system.model.Facts.ORDER;
import static java.time.Instant.EPOCH;

import dev.ordersaga.contracts.KitchenCommand;
import dev.ordersaga.contracts.KitchenCommand.ApproveTicket;
import dev.ordersaga.contracts.KitchenCommand.CancelTicket;
import dev.ordersaga.contracts.KitchenCommand.CreateTicket;
import dev.ordersaga.contracts.KitchenCommand.RejectTicket;
import dev.ordersaga.contracts.KitchenReply;
import dev.ordersaga.contracts.KitchenReply.ApprovalRefusal;
import dev.ordersaga.contracts.KitchenReply.CancellationRefusal;
import dev.ordersaga.contracts.KitchenReply.TicketAlreadyApproved;
import dev.ordersaga.contracts.KitchenReply.TicketApprovalRefused;
import dev.ordersaga.contracts.KitchenReply.TicketApproved;
import dev.ordersaga.contracts.KitchenReply.TicketCancellationRefused;
import dev.ordersaga.contracts.KitchenReply.TicketCancelled;
import dev.ordersaga.contracts.KitchenReply.TicketRefusal;
import dev.ordersaga.contracts.KitchenReply.TicketRefused;
import dev.ordersaga.contracts.KitchenReply.TicketRejected;
import dev.ordersaga.kitchen.domain.Money;
import dev.ordersaga.kitchen.domain.Ticket;
import dev.ordersaga.kitchen.domain.TicketItem;
import dev.ordersaga.kitchen.domain.TicketStatus;
import dev.ordersaga.kitchen.domain.Transition.Made;
import dev.ordersaga.kitchen.domain.Transition.MadeBefore;
import dev.ordersaga.kitchen.domain.Transition.Refused;
import dev.ordersaga.system.model.Message.Answered;
import dev.ordersaga.system.model.Message.Asked;
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
     * @param stock what the order holds of it
     */
    record State(@Nullable Ticket ticket, Stock stock, Inbox inbox) {

        boolean hasTicketIn(Set<TicketStatus> these) {
            return ticket != null && these.contains(ticket.status());
        }

        @Override
        public String toString() {
            return "ticket " + (ticket == null ? "none" : ticket.status());
        }

        private Outcome<State> keep(Asked asked, KitchenReply reply) {
            return to(asked, ticket, stock, reply);
        }

        private Outcome<State> to(
                Asked asked, @Nullable Ticket next, Stock left, KitchenReply reply) {
            return new Outcome<>(
                    new State(next, left, inbox.answered(asked.id(), reply)),
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
        return new State(null, Stock.NOTHING, Inbox.EMPTY);
    }

    @Override
    public List<Outcome<State>> take(State state, Message message) {
        return switch (message) {
            case Asked asked when guards.contains(Guard.INBOX) && state.inbox().knows(asked) ->
                    List.of(new Outcome<>(state, state.inbox().answerAgain(asked)));
            case Asked(var _, KitchenCommand command) ->
                    handle(state, (Asked) message, command).toList();
            case Message.CookingBegins _ -> List.of(cook(state));
            case Asked _,
                    Answered _,
                    Message.GaveUp _,
                    Message.Alarm _,
                    Message.CancelRequested _ ->
                    throw new IllegalArgumentException("not for the kitchen: " + message);
        };
    }

    private Stream<Outcome<State>> handle(State state, Asked asked, KitchenCommand command) {
        return switch (command) {
            case CreateTicket _ -> create(state, asked);
            case ApproveTicket _ -> approve(state, asked);
            case RejectTicket _ -> Stream.of(reject(state, asked));
            case CancelTicket _ -> Stream.of(cancel(state, asked));
        };
    }

    private static Stream<Outcome<State>> create(State state, Asked asked) {
        return switch (state.ticket()) {
            case null ->
                    Stream.of(
                            state.to(
                                    asked,
                                    Ticket.create(ORDER, ITEMS, EPOCH),
                                    state.stock().plus(Stock.PLACE),
                                    CREATED),
                            state.keep(asked, refused(TicketRefusal.FULL_WAITING)));
            case Ticket ticket ->
                    Stream.of(
                            switch (ticket.status()) {
                                case PENDING, APPROVED, STARTED, READY, PICKED_UP ->
                                        state.keep(asked, CREATED);
                                case REJECTED, CANCELLED ->
                                        state.keep(asked, refused(TicketRefusal.CANCELLED));
                            });
        };
    }

    private static Stream<Outcome<State>> approve(State state, Asked asked) {
        TicketApproved done = new TicketApproved(ORDER);
        if (state.ticket() == null) {
            return Stream.of(state.keep(asked, refused(ApprovalRefusal.NO_LIVE_TICKET)));
        }
        return switch (state.ticket().approve(EPOCH)) {
            case Made(Ticket approved) ->
                    Stream.of(
                            state.to(asked, approved, state.stock().plus(Stock.PORTION), done),
                            state.keep(asked, refused(ApprovalRefusal.PORTIONS_SHORT)));
            case MadeBefore _ -> Stream.of(state.keep(asked, done));
            case Refused _ -> Stream.of(state.keep(asked, refused(ApprovalRefusal.NO_LIVE_TICKET)));
        };
    }

    private Outcome<State> reject(State state, Asked asked) {
        TicketRejected done = new TicketRejected(ORDER);
        if (state.ticket() == null) {
            return bury(state, asked, done);
        }
        return switch (state.ticket().reject(EPOCH)) {
            case Made(Ticket rejected) ->
                    state.to(asked, rejected, state.stock().minus(Stock.PLACE), done);
            case MadeBefore _ -> state.keep(asked, done);
            case Refused _ -> state.keep(asked, new TicketAlreadyApproved(ORDER));
        };
    }

    private Outcome<State> cancel(State state, Asked asked) {
        TicketCancelled done = new TicketCancelled(ORDER);
        if (state.ticket() == null) {
            return bury(state, asked, done);
        }
        return switch (state.ticket().cancel(EPOCH)) {
            case Made(Ticket cancelled) ->
                    state.to(asked, cancelled, state.stock().minus(held(state.ticket())), done);
            case MadeBefore _ -> state.keep(asked, done);
            case Refused _ when guards.contains(Guard.NO_CANCELLATION_OF_WHAT_COOKS) ->
                    state.keep(
                            asked,
                            new TicketCancellationRefused(
                                    ORDER, CancellationRefusal.COOKING_HAS_BEGUN));
            case Refused _ -> state.keep(asked, done);
        };
    }

    /** Portions are taken by the approval, not before. */
    private static Stock held(Ticket waiting) {
        return waiting.status() == TicketStatus.APPROVED
                ? Stock.PLACE.plus(Stock.PORTION)
                : Stock.PLACE;
    }

    private Outcome<State> bury(State state, Asked asked, KitchenReply reply) {
        boolean buried = guards.contains(Guard.TICKET_TOMBSTONE);
        return state.to(
                asked, buried ? Ticket.tombstone(ORDER, EPOCH) : null, state.stock(), reply);
    }

    /** Whoever wants to cook something else, or again, is told that it cannot be. */
    private static Outcome<State> cook(State state) {
        State next =
                state.ticket() != null
                                && state.ticket().start(EPOCH) instanceof Made(Ticket started)
                        ? new State(started, state.stock().minus(Stock.PLACE), state.inbox())
                        : state;
        return new Outcome<>(next, List.of());
    }

    private static KitchenReply refused(TicketRefusal why) {
        return new TicketRefused(ORDER, why);
    }

    private static KitchenReply refused(ApprovalRefusal why) {
        return new TicketApprovalRefused(ORDER, why);
    }
}
