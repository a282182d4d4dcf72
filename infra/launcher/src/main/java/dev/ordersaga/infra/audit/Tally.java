package dev.ordersaga.infra.audit;

import java.util.ArrayList;
import java.util.List;

/** Counts the violations of one invariant and keeps the first few as examples. */
final class Tally {

    private static final int MOST_EXAMPLES = 3;

    private final List<String> examples = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long violations;

    void violation(String example) {
        violations(1, example);
    }

    void violations(long number, String example) {
        violations += number;
        if (examples.size() < MOST_EXAMPLES) {
            examples.add(example);
        }
    }

    void note(String text) {
        notes.add(text);
    }

    Finding finding(String invariant) {
        return new Finding(invariant, violations, examples, notes);
    }
}
