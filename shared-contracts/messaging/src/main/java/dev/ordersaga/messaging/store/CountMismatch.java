package dev.ordersaga.messaging.store;

import java.util.List;

/**
 * Of the rows in which something was counted, not all were there with enough to take, although they
 * were locked when it was decided.
 */
public final class CountMismatch extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String table;
    private final transient List<?> keys;

    CountMismatch(String table, List<?> keys, Throwable fault) {
        super("some of %s in %s are missing or have too little".formatted(keys, table), fault);
        this.table = table;
        this.keys = List.copyOf(keys);
    }

    public String table() {
        return table;
    }

    /** All keys of the statement; which of them are at fault is not known. */
    public List<?> keys() {
        return keys;
    }
}
