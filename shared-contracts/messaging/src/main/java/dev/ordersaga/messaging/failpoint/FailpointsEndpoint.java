package dev.ordersaga.messaging.failpoint;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** Arms failpoints over HTTP, at {@code /actuator/failpoints/{name}}. */
@Endpoint(id = "failpoints")
public final class FailpointsEndpoint {

    private final ArmedFailpoints failpoints;

    public FailpointsEndpoint(ArmedFailpoints failpoints) {
        this.failpoints = failpoints;
    }

    /** What each failpoint is armed with, and how often it was passed. */
    @ReadOperation
    public Map<Failpoint, FailpointState> states() {
        Map<Failpoint, FailpointState> states = new EnumMap<>(Failpoint.class);
        for (Failpoint point : Failpoint.values()) {
            states.put(point, failpoints.state(point));
        }
        return states;
    }

    /** What one failpoint is armed with, and how often it was passed. */
    @ReadOperation
    public FailpointState state(@Selector Failpoint name) {
        return failpoints.state(name);
    }

    /**
     * Arms a failpoint.
     *
     * @param name as in {@link Failpoint}, or in lower case with hyphens
     * @param after so many crossings are spared first, 0 if null
     * @param times at so many crossings it happens, 1 if null
     * @param millis of delay; for DELAY, and for nothing else
     */
    @WriteOperation
    public FailpointState arm(
            @Selector Failpoint name,
            FailpointAction action,
            @Nullable Long after,
            @Nullable Long times,
            @Nullable Long millis) {
        try {
            failpoints.arm(
                    name,
                    new Arming(
                            action,
                            after == null ? 0 : after,
                            times == null ? 1 : times,
                            Duration.ofMillis(millis == null ? 0 : millis)));
        } catch (IllegalArgumentException fault) {
            throw new InvalidEndpointRequestException("not an arming", fault.getMessage(), fault);
        }
        return failpoints.state(name);
    }

    /** Disarms a failpoint. */
    @DeleteOperation
    public FailpointState disarm(@Selector Failpoint name) {
        failpoints.disarm(name);
        return failpoints.state(name);
    }
}
