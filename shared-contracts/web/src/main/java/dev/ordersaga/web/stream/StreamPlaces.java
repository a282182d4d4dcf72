package dev.ordersaga.web.stream;

import dev.ordersaga.web.Problem;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** How many streams there may be at the same time: of one user, and in all. */
final class StreamPlaces {

    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final int perUser;
    private final int most;
    private final Map<String, Integer> taken = new HashMap<>();
    private int inAll;
    private boolean open;

    StreamPlaces(int perUser, int most) {
        this.perUser = perUser;
        this.most = most;
    }

    synchronized void open() {
        open = true;
    }

    /** From now on no place is given; those that are taken stay so. */
    synchronized void close() {
        open = false;
    }

    /**
     * Takes a place, which {@link #free} gives back.
     *
     * @throws Problem 429 if the user has too many, 503 if there are too many in all
     */
    synchronized void take(String user) {
        int ofUser = taken.getOrDefault(user, 0);
        if (ofUser >= perUser) {
            throw Problem.of(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "too-many-streams",
                            "There are " + perUser + " streams of yours already.")
                    .retryAfter(A_MOMENT);
        }
        if (!open || inAll >= most) {
            throw Problem.of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "service-unavailable",
                            "Try again in a moment.")
                    .retryAfter(A_MOMENT);
        }
        taken.put(user, ofUser + 1);
        inAll++;
    }

    synchronized void free(String user) {
        taken.computeIfPresent(user, (_, ofUser) -> ofUser == 1 ? null : ofUser - 1);
        inAll--;
    }
}
