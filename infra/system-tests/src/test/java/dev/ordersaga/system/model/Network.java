package dev.ordersaga.system.model;

import dev.ordersaga.system.model.Behaviour.Branch;
import dev.ordersaga.system.model.Message.Alarm;
import dev.ordersaga.system.model.Message.Asked;
import dev.ordersaga.system.model.Message.GaveUp;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * What can happen next. Any message on its way may be delivered, in any order; within the budget it
 * may be delivered once more, vanish, or be given up; a time-out may come at any moment.
 *
 * <p>A batch that shares a transaction is the same as its messages one after the other. A process
 * may crash at any line, which comes to one of three things. Before the commit: nothing has
 * changed, and the message is delivered again. After it, and before the message is acknowledged:
 * what was committed stands, and the message comes again. After something was sent, and before that
 * is noted: it is sent again. To be in the outbox of a process that is down is to be on the way for
 * longer.
 */
final class Network {

    /** Is told what can happen. */
    @FunctionalInterface
    interface Visitor {

        /**
         * A move.
         *
         * @param message what it is about, by number
         */
        void move(String what, int message, World next);
    }

    static final String FAILURE = "fail at";

    private final Numbers<Message> messages = new Numbers<>();
    private final Bag.Source bags = new Bag.Source();
    private final Map<Role, Behaviour<?>> behaviours = new EnumMap<>(Role.class);
    private final Behaviour<Orders.State> orders;
    private final Behaviour<Kitchen.State> kitchen;
    private final Behaviour<Payments.State> payments;
    private final Behaviour<Users.State> users;
    private final Set<Guard> guards;

    Network(OrderRules rules, Set<Guard> guards) {
        this.guards = guards;
        orders = plays(Role.ORDER, new Orders(rules, guards));
        kitchen = plays(Role.KITCHEN, new Kitchen(guards));
        payments = plays(Role.PAYMENT, new Payments(guards));
        users = plays(Role.USER, new Users(guards));
    }

    private <S> Behaviour<S> plays(Role role, Actor<S> actor) {
        Behaviour<S> behaviour = new Behaviour<>(actor, messages);
        behaviours.put(role, behaviour);
        return behaviour;
    }

    Bag.Source bags() {
        return bags;
    }

    Message message(int number) {
        return messages.get(number);
    }

    World begin(Scenario scenario) {
        Bag inFlight = bags.empty().plus(messages.of(Orders.firstCommand()));
        for (Message message : scenario.fromOutside()) {
            inFlight = inFlight.plus(messages.of(message));
        }
        World world = new World(0, inFlight, scenario.budget());
        for (Role role : Role.values()) {
            world = world.with(role, behaviours.get(role).start());
        }
        return world;
    }

    Snapshot snapshot(World world) {
        return new Snapshot(
                orders.state(world.state(Role.ORDER)),
                kitchen.state(world.state(Role.KITCHEN)),
                payments.state(world.state(Role.PAYMENT)),
                users.state(world.state(Role.USER)),
                world.inFlight().isEmpty());
    }

    /** Tells all that can happen in a world. */
    void visit(World world, Visitor visitor) {
        for (int message : world.inFlight().distinct()) {
            deliver(world, message, visitor);
            spoil(world, message, visitor);
        }
        notice(world, visitor);
    }

    private void deliver(World world, int message, Visitor visitor) {
        Role to = messages.get(message).to();
        Branch[] branches = behaviours.get(to).take(world.state(to), message);
        if (branches.length == 0) {
            visitor.move(FAILURE, message, world);
        }
        Bag others = world.inFlight().minus(message);
        for (Branch branch : branches) {
            World committed = world.with(to, branch.next());
            Bag sent = others.plus(branch.sent());
            visitor.move("deliver", message, committed.with(sent));
            crash(world, message, branch, visitor);
        }
    }

    private void crash(World world, int message, Branch branch, Visitor visitor) {
        Bag uncommitted =
                guards.contains(Guard.OUTBOX)
                        ? world.inFlight()
                        : world.inFlight().plus(branch.sent());
        visitor.move("crash before the commit of", message, world.with(uncommitted));
        if (world.left().allows(Fault.REPETITION)) {
            World committed =
                    world.with(messages.get(message).to(), branch.next()).after(Fault.REPETITION);
            Bag again = world.inFlight().plus(branch.sent());
            visitor.move("crash after the commit of", message, committed.with(again));
            if (branch.sent().length > 0) {
                Bag twice = again.minus(message).plus(branch.sent());
                visitor.move(
                        "crash after sending what follows from", message, committed.with(twice));
            }
        }
    }

    private void spoil(World world, int message, Visitor visitor) {
        Message about = messages.get(message);
        if (about instanceof Alarm || about.isFromOutside()) {
            return;
        }
        Bag bag = world.inFlight();
        if (world.left().allows(Fault.REPETITION)) {
            visitor.move("repeat", message, world.with(bag.plus(message)).after(Fault.REPETITION));
        }
        if (world.left().allows(Fault.LOSS)) {
            visitor.move("lose", message, world.with(bag.minus(message)).after(Fault.LOSS));
        }
        if (world.left().allows(Fault.FAILURE) && about instanceof Asked asked) {
            int news = messages.of(new GaveUp(asked.id(), asked.from()));
            World failed = world.with(bag.minus(message).plus(news)).after(Fault.FAILURE);
            visitor.move("give up on", message, failed);
        }
    }

    /** Nothing is on its way within the system. */
    private boolean isQuiet(Bag inFlight) {
        for (int message : inFlight.distinct()) {
            if (!messages.get(message).isFromOutside()) {
                return false;
            }
        }
        return true;
    }

    /** Where nothing is on its way, time passes until somebody notices. */
    private void notice(World world, Visitor visitor) {
        boolean quiet = isQuiet(world.inFlight());
        if (!quiet && !world.left().allows(Fault.HASTE)) {
            return;
        }
        for (Map.Entry<Role, Behaviour<?>> actor : behaviours.entrySet()) {
            for (int alarm : actor.getValue().alarms(world.state(actor.getKey()))) {
                World noticed = world.with(world.inFlight().plus(alarm));
                visitor.move("notice", alarm, quiet ? noticed : noticed.after(Fault.HASTE));
            }
        }
    }
}
