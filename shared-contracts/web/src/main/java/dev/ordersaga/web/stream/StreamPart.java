package dev.ordersaga.web.stream;

import java.util.List;
import org.springframework.http.codec.ServerSentEvent;

/**
 * What a stream tells next.
 *
 * @param place where the client is once it has been told; what follows is asked for from there
 * @param isLast whether the stream ends with it
 * @param <P> a place in the stream
 * @param <T> the data of an event
 */
public record StreamPart<P, T>(List<ServerSentEvent<T>> events, P place, boolean isLast) {

    public StreamPart {
        events = List.copyOf(events);
    }

    /** Nothing new. */
    static <P, T> StreamPart<P, T> heartbeat(P place) {
        return new StreamPart<>(
                List.of(ServerSentEvent.<T>builder().comment("").build()), place, false);
    }
}
