package dev.ordersaga.infra.benchmark.load;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the load process is asked to do; handed to it as one line of JSON.
 *
 * @param env the addresses, as {@code env} in the run directory has them
 * @param rate orders per second, whatever becomes of them; 0 to keep {@code inFlight} orders on
 *     their way instead
 * @param mix as {@link Mix#parse} reads it
 * @param patience how many seconds the last order may take
 */
public record Plan(
        Map<String, String> env,
        double rate,
        int inFlight,
        int warmup,
        int duration,
        int patience,
        String mix,
        long seed) {

    private static final JsonMapper JSON = new JsonMapper();

    public Plan {
        env = Map.copyOf(env);
    }

    public String line() {
        return JSON.writeValueAsString(this);
    }

    static Plan read(String line) {
        return JSON.readValue(line, Plan.class);
    }

    boolean isOpenLoop() {
        return rate > 0;
    }

    String address(String name) {
        return env.getOrDefault(name, "");
    }
}
