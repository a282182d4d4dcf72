package dev.ordersaga.infra.audit;

import java.util.List;

/**
 * What one look has told about one invariant.
 *
 * @param invariant as a sentence
 * @param examples what violates it, by id; a few at most
 * @param notes what is worth knowing and violates nothing
 */
public record Finding(
        String invariant, long violations, List<String> examples, List<String> notes) {

    public Finding {
        examples = List.copyOf(examples);
        notes = List.copyOf(notes);
    }

    public boolean holds() {
        return violations == 0;
    }
}
