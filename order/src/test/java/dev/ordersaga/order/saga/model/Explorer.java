package dev.ordersaga.order.saga.model;

import static dev.ordersaga.order.saga.model.Invariant.FROM_EVERY_STATE_AN_END_CAN_BE_REACHED;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
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

    /** What was seen; complete where nothing is violated. */
    record Findings(
            int states,
            long transitions,
            int finals,
            double seconds,
            Optional<Violation> violation) {
        @Override
        public String toString() {
            return "%,d states, %,d transitions, %,d final states, %.1f s"
                    .formatted(states, transitions, finals, seconds);
        }
    }

    /** A rule that is broken, and how it comes to that. */
    record Violation(Invariant broken, List<String> trace) {
        @Override
        public String toString() {
            return "VIOLATED: " + broken + "\n" + String.join("\n", trace);
        }
    }

    private record Found(World world, int parent, Network.Move by) {}

    private final Network network;
    private final Set<Invariant> invariants;
    private final List<Found> found = new ArrayList<>();
    private final List<int[]> successors = new ArrayList<>();
    private final Map<World, Integer> numbers = new HashMap<>();
    private final BitSet finals = new BitSet();
    private long transitions;

    private Explorer(Network network, Set<Invariant> invariants) {
        this.network = network;
        this.invariants = invariants;
    }

    static Findings explore(Network network, Budget budget, Set<Invariant> invariants) {
        long began = System.nanoTime();
        Explorer explorer = new Explorer(network, invariants);
        Optional<Violation> violation = explorer.run(World.begin(budget));
        return new Findings(
                explorer.found.size(),
                explorer.transitions,
                explorer.finals.cardinality(),
                (System.nanoTime() - began) / 1e9,
                violation);
    }

    private Optional<Violation> run(World start) {
        numberOf(start, -1, null);
        for (int next = 0; next < found.size(); next++) {
            World world = found.get(next).world();
            Optional<Invariant> broken = Invariant.brokenIn(world, invariants);
            if (broken.isPresent()) {
                return Optional.of(new Violation(broken.get(), traceTo(next)));
            }
            finals.set(next, world.isFinal());
            expand(next, world);
        }
        return deadEnd()
                .filter(_ -> invariants.contains(FROM_EVERY_STATE_AN_END_CAN_BE_REACHED))
                .map(at -> new Violation(FROM_EVERY_STATE_AN_END_CAN_BE_REACHED, traceTo(at)));
    }

    private void expand(int number, World world) {
        List<Network.Move> moves = network.moves(world);
        int[] next = moves.stream().mapToInt(move -> numberOf(move.next(), number, move)).toArray();
        successors.add(next);
        transitions += next.length;
    }

    private int numberOf(World world, int parent, Network.Move by) {
        Integer known = numbers.putIfAbsent(world, found.size());
        if (known != null) {
            return known;
        }
        found.add(new Found(world, parent, by));
        return found.size() - 1;
    }

    /** The nearest state from which no final state can be reached. */
    private Optional<Integer> deadEnd() {
        List<List<Integer>> predecessors = new ArrayList<>();
        found.forEach(_ -> predecessors.add(new ArrayList<>(4)));
        for (int from = 0; from < successors.size(); from++) {
            for (int to : successors.get(from)) {
                predecessors.get(to).add(from);
            }
        }
        BitSet ending = (BitSet) finals.clone();
        Deque<Integer> open = new ArrayDeque<>(finals.stream().boxed().toList());
        while (!open.isEmpty()) {
            for (int before : predecessors.get(open.remove())) {
                if (!ending.get(before)) {
                    ending.set(before);
                    open.add(before);
                }
            }
        }
        int first = ending.nextClearBit(0);
        return first < found.size() ? Optional.of(first) : Optional.empty();
    }

    private List<String> traceTo(int number) {
        LinkedList<Found> path = new LinkedList<>();
        for (Found at = found.get(number); at.parent() >= 0; at = found.get(at.parent())) {
            path.addFirst(at);
        }
        List<String> lines = new ArrayList<>();
        for (Found at : path) {
            lines.add("%3d. %-62s | %s".formatted(lines.size() + 1, at.by(), at.world()));
        }
        return lines;
    }
}
