package dev.ordersaga.infra.run;

import java.util.Locale;

/**
 * The four services, with what each may do at the broker.
 *
 * <p>Every service declares the exchanges and its own queues, publishes retry copies through the
 * default exchange, and may write and read only the exchanges that its part of the sagas needs.
 */
public enum Service {
    ORDER("commands|events", "replies"),
    USER("replies", "commands"),
    KITCHEN("replies", "commands"),
    PAYMENT("commands|replies|events", "commands|replies|events");

    private final String publishesTo;
    private final String listensTo;

    Service(String publishesTo, String listensTo) {
        this.publishesTo = publishesTo;
        this.listensTo = listensTo;
    }

    /** Its module, process, broker account and the first word of its queues. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its database schema, and the database account that owns it. */
    public String schema() {
        return "saga_" + id();
    }

    /** What it may declare at the broker: a regular expression over names, like the next two. */
    public String mayConfigure() {
        return "^(saga\\.(commands|replies|events|dead-letters)|%s\\..*)$".formatted(id());
    }

    public String mayWrite() {
        return "^(amq\\.default|saga\\.(%s|dead-letters)|%s\\..*)$".formatted(publishesTo, id());
    }

    /** The service with the operators' API reads all dead letters. */
    public String mayRead() {
        String more = this == ORDER ? "|[a-z]+\\.[a-z-]+\\.dead" : "";
        return "^(saga\\.(%s|dead-letters)|%s\\..*%s)$".formatted(listensTo, id(), more);
    }
}
