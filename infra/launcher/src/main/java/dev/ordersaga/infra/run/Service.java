package dev.ordersaga.infra.run;

import java.util.Locale;

/** The four services. */
public enum Service {
    ORDER,
    USER,
    KITCHEN,
    PAYMENT;

    /** Its module, process, broker account and the first word of its queues. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its database schema, and the database account that owns it. */
    public String schema() {
        return "saga_" + id();
    }
}
