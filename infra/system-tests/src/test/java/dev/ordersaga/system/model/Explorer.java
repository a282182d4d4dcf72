package dev.ordersaga.system.model;

import static dev.ordersaga.system.model.Invariant.FROM_EVERY_STATE_AN_END_CAN_BE_REACHED;
import static dev.ordersaga.system.model.Invariant.NOTHING_ASKED_FOR_IS_ILLEGAL;

import dev.ordersaga.order.domain.OrderStatus;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Visits every reachable state once, nearest first, so that the first violation it meets is one of
 * the shortest. States are known by the order in which they were found.
 */
final class Explorer {

    /**
     * What was seen; complete where nothing is violated.
     *
     * @param ends how many there are of each status that the order can have then
     */
    record Findings(
            int states,
            long moves,
            Map<OrderStatus, Integer> ends,
            double seconds,
            Optional<Violation> violation) {

        @Override
        public String toString() {
            return "%,d states, %,d moves, ends %s, %.1f s".formatted(states, moves, ends, seconds);
        }
    }

    /** A rule that is broken, and how it comes to that. */
    record Violation(Invariant broken, List<String> trace) {

        @Override
        public String toString() {
            return "VIOLATED: " + broken + "\n" + String.join("\n", trace);
        }
    }

    private final Network network;
    private final Set<Invariant> invariants;
    private final WorldSet found;
    private final Ints parents = new Ints();
    private final Ints successors = new Ints();
    private final Ints firstSuccessors = new Ints();
    private final BitSet ends = new BitSet();
    private final Map<OrderStatus, Integer> statuses = new EnumMap<>(OrderStatus.class);
    private Optional<String> illegal = Optional.empty();

    private Explorer(Network network, Set<Invariant> invariants) {
        this.network = network;
        this.invariants = invariants;
        this.found = new WorldSet(network.bags());
    }

    static Findings explore(Network network, Scenario scenario, Set<Invariant> invariants) {
        long began = System.nanoTime();
        Explorer explorer = new Explorer(network, invariants);
        Optional<Violation> violation = explorer.run(network.begin(scenario));
        return new Findings(
                explorer.found.count(),
                explorer.successors.size(),
                explorer.statuses,
                (System.nanoTime() - began) / 1e9,
                violation);
    }

    private Optional<Violation> run(World start) {
        meet(start, -1);
        for (int next = 0; next < found.count(); next++) {
            Optional<Violation> violation = look(next);
            if (violation.isPresent()) {
                return violation;
            }
        }
        firstSuccessors.add(successors.size());
        return deadEnd()
                .filter(_ -> invariants.contains(FROM_EVERY_STATE_AN_END_CAN_BE_REACHED))
                .map(at -> new Violation(FROM_EVERY_STATE_AN_END_CAN_BE_REACHED, traceTo(at)));
    }

    /** Looks at a state and at all that follows from it. */
    private Optional<Violation> look(int number) {
        World world = found.get(number);
        Snapshot snapshot = network.snapshot(world);
        if (snapshot.isEnd()) {
            ends.set(number);
            statuses.merge(snapshot.orders().order().status(), 1, Integer::sum);
        }
        firstSuccessors.add(successors.size());
        network.visit(world, (what, message, next) -> follow(number, what, message, next));
        return illegal.filter(_ -> invariants.contains(NOTHING_ASKED_FOR_IS_ILLEGAL))
                .map(what -> new Violation(NOTHING_ASKED_FOR_IS_ILLEGAL, traceTo(number, what)))
                .or(
                        () ->
                                Invariant.brokenIn(snapshot, invariants)
                                        .map(broken -> new Violation(broken, traceTo(number))));
    }

    private void follow(int from, String what, int message, World next) {
        if (what.equals(Network.FAILURE)) {
            illegal = Optional.of(what + " " + network.message(message));
        }
        successors.add(meet(next, from));
    }

    private int meet(World world, int from) {
        int before = found.count();
        int number = found.add(world);
        if (number == before) {
            parents.add(from);
        }
        return number;
    }

    /** The nearest state from which no end can be reached. */
    private Optional<Integer> deadEnd() {
        BitSet ending = (BitSet) ends.clone();
        boolean more = true;
        while (more) {
            more = false;
            for (int at = found.count() - 1; at >= 0; at--) {
                if (!ending.get(at) && leadsTo(ending, at)) {
                    ending.set(at);
                    more = true;
                }
            }
        }
        int first = ending.nextClearBit(0);
        return first < found.count() ? Optional.of(first) : Optional.empty();
    }

    private boolean leadsTo(BitSet these, int from) {
        for (int i = firstSuccessors.get(from); i < firstSuccessors.get(from + 1); i++) {
            if (these.get(successors.get(i))) {
                return true;
            }
        }
        return false;
    }

    private List<String> traceTo(int number, String last) {
        List<String> lines = traceTo(number);
        lines.add("%3d. %s".formatted(lines.size() + 1, last));
        return lines;
    }

    private List<String> traceTo(int number) {
        LinkedList<Integer> path = new LinkedList<>();
        for (int at = number; at > 0; at = parents.get(at)) {
            path.addFirst(at);
        }
        List<String> lines = new ArrayList<>();
        for (int at : path) {
            lines.add(
                    "%3d. %-76s | %s"
                            .formatted(
                                    lines.size() + 1, moveTo(at), network.snapshot(found.get(at))));
        }
        return lines;
    }

    /** What led to a state when it was first found. */
    private String moveTo(int number) {
        World reached = found.get(number);
        List<String> moves = new ArrayList<>();
        network.visit(
                found.get(parents.get(number)),
                (what, message, next) -> {
                    if (next.equals(reached)) {
                        moves.add(what + " " + network.message(message));
                    }
                });
        return moves.getFirst();
    }
}
