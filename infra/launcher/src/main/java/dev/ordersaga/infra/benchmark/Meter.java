package dev.ordersaga.infra.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what the parties use: over the measured time, and second by second. */
final class Meter {

    private final List<Party> parties;
    private final Counters counters;
    private final List<Map<String, Double>> seconds = new ArrayList<>();
    private final Map<String, Long> mostResident = new LinkedHashMap<>();
    private Map<String, Double> last;
    private Map<String, Double> atBegin = Map.of();
    private Map<String, Double> atEnd = Map.of();
    private Counters.Reading countedAtBegin = Counters.Reading.NONE;
    private Counters.Reading countedAtEnd = Counters.Reading.NONE;

    Meter(List<Party> parties, Counters counters) {
        this.parties = List.copyOf(parties);
        this.counters = counters;
        this.last = cpu();
    }

    void begin() {
        atBegin = cpu();
        countedAtBegin = counters.read();
    }

    void end() {
        atEnd = cpu();
        countedAtEnd = counters.read();
    }

    /** To be called each second. */
    void second() {
        Map<String, Double> now = cpu();
        seconds.add(difference(last, now));
        last = now;
        parties.forEach(
                party -> mostResident.merge(party.name(), party.residentBytes(), Math::max));
    }

    /** CPU milliseconds of each party over the measured time. */
    Map<String, Double> cpuMillis() {
        return difference(atBegin, atEnd);
    }

    /** CPU milliseconds of each party in each second from the start. */
    List<Map<String, Double>> cpuMillisBySecond() {
        return List.copyOf(seconds);
    }

    /** Bytes of memory that each party held at most. */
    Map<String, Long> mostResident() {
        return Map.copyOf(mostResident);
    }

    /** What broker and database counted over the measured time. */
    Counters.Reading counted() {
        return countedAtEnd.since(countedAtBegin);
    }

    private Map<String, Double> cpu() {
        Map<String, Double> cpu = new LinkedHashMap<>();
        parties.forEach(party -> cpu.put(party.name(), party.cpuMillis()));
        return cpu;
    }

    private static Map<String, Double> difference(
            Map<String, Double> before, Map<String, Double> after) {
        Map<String, Double> difference = new LinkedHashMap<>();
        after.forEach(
                (name, value) ->
                        difference.put(name, Math.max(0, value - before.getOrDefault(name, 0.0))));
        return difference;
    }
}
