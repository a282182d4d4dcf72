package dev.ordersaga.messaging.testing;

import com.rabbitmq.client.Delivery;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What commands are answered, by the command's id. */
public final class Answers {

    private static final String OTHER = ", then ";

    private final Map<String, String> heard = new ConcurrentHashMap<>();

    /** Takes one more answer, perhaps to a command that was answered before. */
    public void hear(Delivery answer) {
        heard.merge(
                answer.getProperties().getCorrelationId(),
                new String(answer.getBody(), StandardCharsets.UTF_8),
                (before, again) -> before.equals(again) ? before : before + OTHER + again);
    }

    /** The commands that were answered. */
    public Set<String> commandIds() {
        return heard.keySet();
    }

    /** Commands that were not given the same answer each time, with their answers. */
    public Set<String> contradictions() {
        return heard.entrySet().stream()
                .filter(entry -> entry.getValue().contains(OTHER))
                .map(Object::toString)
                .collect(Collectors.toSet());
    }
}
