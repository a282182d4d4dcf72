package dev.ordersaga.messaging.failpoint;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One failpoint: counts its crossings, and finds those at which something is to happen. */
final class Trigger {

    private long passed;
    private long spared;
    private long fired;
    private @Nullable Arming armed;

    synchronized void arm(Arming arming) {
        armed = arming;
        spared = 0;
        fired = 0;
    }

    synchronized void disarm() {
        armed = null;
    }

    /** Counts a crossing, and says what happens at it. */
    synchronized Optional<Arming> pass() {
        passed++;
        if (armed == null || spared++ < armed.after()) {
            return Optional.empty();
        }
        Arming due = armed;
        fired++;
        if (fired == due.times()) {
            armed = null;
        }
        return Optional.of(due);
    }

    synchronized FailpointState state() {
        return new FailpointState(passed, armed, fired);
    }
}
