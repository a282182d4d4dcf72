package dev.ordersaga.infra.services;

import dev.ordersaga.infra.terminal.Progress;
import java.util.HashMap;
import java.util.Map;

/** Tells, once, of each service that has ended without having been stopped. */
public final class Watch {

    /** A service that is being stopped is, for a moment, ended and not yet forgotten. */
    private static final int LOOKS_UNTIL_SURE = 10;

    private final OrderSystem system;
    private final Progress progress;
    private final Map<String, Integer> fallen = new HashMap<>();

    public Watch(OrderSystem system, Progress progress) {
        this.system = system;
        this.progress = progress;
    }

    /** To be called again and again. */
    public void look() {
        fallen.keySet().retainAll(system.fallen());
        for (String service : system.fallen()) {
            if (fallen.merge(service, 1, Integer::sum) == LOOKS_UNTIL_SURE) {
                progress.say("%s has ended. %s".formatted(service, system.logTail(service)));
            }
        }
    }
}
