package dev.ordersaga.infra.benchmark.floor;

import dev.ordersaga.infra.run.ServerUrl;
import dev.ordersaga.infra.run.Service;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one process of the floor is asked to do; handed to it as one line of JSON.
 *
 * @param env the addresses, as {@code env} in the run directory has them
 * @param service whose part it plays
 */
record FloorPlan(Map<String, String> env, Service service, int warmup, int duration) {

    /** Orders on their way at any time. */
    static final int IN_FLIGHT = 2_000;

    private static final JsonMapper JSON = new JsonMapper();

    FloorPlan {
        env = Map.copyOf(env);
    }

    String line() {
        return JSON.writeValueAsString(this);
    }

    static FloorPlan read(String line) {
        return JSON.readValue(line, FloorPlan.class);
    }

    ServerUrl broker() {
        return ServerUrl.parse("AMQP_URL", env.getOrDefault("AMQP_URL", ""));
    }

    /** The variable that has the address of the service's database. */
    String database() {
        return service.name() + "_DATABASE_URL";
    }
}
