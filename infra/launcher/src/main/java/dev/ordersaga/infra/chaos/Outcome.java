package dev.ordersaga.infra.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one fault has done.
 *
 * @param deadLetters what the dead-letter queues had when all was quiet
 * @param drainedAfter seconds from the heal until nothing was on its way any more; empty if that
 *     did not come about in time
 * @param complaints what must not be, in sentences
 */
record Outcome(
        String fault,
        Load.Sent sent,
        Verdict verdict,
        long redelivered,
        DeadLetters deadLetters,
        OptionalDouble drainedAfter,
        List<String> complaints) {

    Outcome {
        complaints = List.copyOf(complaints);
    }

    /** Of a fault about which nothing can be told but that something else went wrong. */
    static Outcome unknown(Fault fault, String complaint) {
        return new Outcome(
                fault.name(),
                new Load.Sent(0, Set.of(), 0, 0),
                new Verdict(0, List.of(), List.of(), 0),
                0,
                new DeadLetters(Map.of()),
                OptionalDouble.empty(),
                List.of(complaint));
    }

    boolean isGood() {
        return findings().isEmpty();
    }

    /** Everything that must not be. */
    List<String> findings() {
        List<String> all = new ArrayList<>();
        if (!verdict.lost().isEmpty()) {
            all.add("lost: " + some(verdict.lost()));
        }
        if (!verdict.doubled().isEmpty()) {
            all.add("doubled: " + some(verdict.doubled()));
        }
        if (verdict.drift() != 0) {
            all.add("the balances are off by %d".formatted(verdict.drift()));
        }
        if (drainedAfter.isEmpty()) {
            all.add("not drained in time");
        }
        all.addAll(complaints);
        return all;
    }

    private static String some(List<String> all) {
        return String.join(", ", all.subList(0, Math.min(3, all.size())));
    }

    /** For a JSON file. */
    Map<String, Object> json() {
        Map<String, Object> json = new TreeMap<>();
        json.put("fault", fault);
        json.put("attempted", sent.attempted());
        json.put("accepted", sent.accepted().size());
        json.put("refused", sent.refused());
        json.put("unanswered", sent.unanswered());
        json.put("ended", verdict.ended());
        json.put("lost", verdict.lost());
        json.put("doubled", verdict.doubled());
        json.put("drift", verdict.drift());
        json.put("redelivered", redelivered);
        json.put("deadLetters", deadLetters.number());
        json.put("deadLettersByReason", deadLetters.reasons());
        drainedAfter.ifPresent(seconds -> json.put("drainedAfterSeconds", seconds));
        json.put("findings", findings());
        return json;
    }
}
