package dev.ordersaga.order.saga.model;

import dev.ordersaga.order.saga.PlaceOrderSaga;
import dev.ordersaga.order.saga.PlaceOrderSaga.Step;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One state of everything.
 *
 * @param sent the steps whose command has been sent
 * @param inFlight what is on its way, and how many copies of it; in no order
 * @param budget the faults that may still happen
 */
record World(
        PlaceOrderSaga saga,
        Set<Step> sent,
        Participants participants,
        Map<Message, Integer> inFlight,
        Budget budget) {

    static World begin(Budget budget) {
        PlaceOrderSaga saga = PlaceOrderSaga.start(Facts.TX, Facts.ORDER, Facts.USER, Facts.ITEMS);
        return new World(saga, Set.of(), Participants.NEW, Map.of(), budget).sendingCommand();
    }

    boolean isQuiet() {
        return inFlight.isEmpty();
    }

    boolean isFinal() {
        return isQuiet() && saga.step().isEnd();
    }

    World with(PlaceOrderSaga next) {
        return new World(next, sent, participants, inFlight, budget);
    }

    World with(Budget left) {
        return new World(saga, sent, participants, inFlight, left);
    }

    World with(Participants.Outcome outcome) {
        World next = new World(saga, sent, outcome.next(), inFlight, budget);
        for (Message message : outcome.sent()) {
            next = next.sending(message);
        }
        return next;
    }

    /** The saga's command is sent, once more or for the first time. */
    World sendingCommand() {
        Set<Step> more = EnumSet.of(saga.step());
        more.addAll(sent);
        return new World(saga, more, participants, inFlight, budget)
                .sending(new Message.Asked(saga.commandId(), saga.command()));
    }

    World sending(Message message) {
        return copies(message, inFlight.getOrDefault(message, 0) + 1);
    }

    World without(Message message) {
        return copies(message, inFlight.get(message) - 1);
    }

    private World copies(Message message, int copies) {
        Map<Message, Integer> changed = new HashMap<>(inFlight);
        if (copies == 0) {
            changed.remove(message);
        } else {
            changed.put(message, copies);
        }
        return new World(saga, sent, participants, changed, budget);
    }

    /** Of what differs most, because it is asked for at every move. */
    @Override
    public int hashCode() {
        return Objects.hash(saga.step(), saga.sends(), participants, inFlight, budget);
    }

    @Override
    public String toString() {
        return "saga %s, ticket %s, payment %s, points %s"
                .formatted(
                        saga.step(),
                        participants.kitchen().ticket(),
                        participants.payment().status(),
                        participants.points().use());
    }
}
