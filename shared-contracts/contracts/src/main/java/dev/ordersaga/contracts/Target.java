package dev.ordersaga.contracts;

/** The kinds of saga. Each is run by one orchestrator, to which the replies of its steps go. */
public enum Target {
    ORDER_CREATION("order"),
    ORDER_CANCELLATION("order"),
    PAYMENT("payment");

    private final String orchestrator;

    Target(String orchestrator) {
        this.orchestrator = orchestrator;
    }

    /** The service that runs this kind of saga; the first word of its replies' routing keys. */
    public String orchestrator() {
        return orchestrator;
    }
}
