package dev.ordersaga.system.model;

import dev.ordersaga.system.model.Actor.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an actor does, as a table that fills itself: because an actor is a function, it is asked
 * once for each of its states and each message. That makes exploration fast.
 */
final class Behaviour<S> {

    /** One outcome, in numbers. */
    record Branch(int next, int[] sent) {}

    private final Actor<S> actor;
    private final Numbers<Message> messages;
    private final Numbers<S> states = new Numbers<>();
    private final List<Branch[][]> taken = new ArrayList<>();
    private final List<int[]> alarms = new ArrayList<>();

    Behaviour(Actor<S> actor, Numbers<Message> messages) {
        this.actor = actor;
        this.messages = messages;
    }

    int start() {
        return numberOf(actor.start());
    }

    S state(int number) {
        return states.get(number);
    }

    /** What comes of a message; nothing where the actor throws. */
    Branch[] take(int state, int message) {
        Branch[][] row = taken.get(state);
        if (message >= row.length) {
            row = Arrays.copyOf(row, message + 16);
            taken.set(state, row);
        }
        if (row[message] == null) {
            row[message] = ask(state, message);
        }
        return row[message];
    }

    int[] alarms(int state) {
        return alarms.get(state);
    }

    private Branch[] ask(int state, int message) {
        List<Outcome<S>> outcomes;
        try {
            outcomes = actor.take(states.get(state), messages.get(message));
        } catch (IllegalStateException illegal) {
            return new Branch[0];
        }
        return outcomes.stream()
                .map(outcome -> new Branch(numberOf(outcome.next()), numbersOf(outcome.sent())))
                .toArray(Branch[]::new);
    }

    private int numberOf(S state) {
        int number = states.of(state);
        if (number == taken.size()) {
            taken.add(new Branch[0][]);
            alarms.add(numbersOf(actor.alarms(state)));
        }
        return number;
    }

    private int[] numbersOf(List<? extends Message> sent) {
        return sent.stream().mapToInt(messages::of).toArray();
    }
}
