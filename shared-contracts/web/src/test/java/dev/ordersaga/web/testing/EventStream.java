package dev.ordersaga.web.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A client of server-sent events, as a browser is one, for tests. */
public final class EventStream implements AutoCloseable {

    /** Each has a connection of its own, as long as the stream lasts. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();

    private final HttpResponse<InputStream> answer;
    private final BufferedReader lines;
    private int comments;

    /** What is told; empty text for what an event does not have. */
    public record Event(String id, String name, String data) {}

    private EventStream(HttpResponse<InputStream> answer) {
        this.answer = answer;
        this.lines =
                new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    /**
     * Asks for a stream, and waits for the head of the answer, whatever it is.
     *
     * @param authorization the header of that name
     * @param lastEventId after which the stream is to go on; empty to begin
     * @throws UncheckedIOException if there is no answer
     */
    public static EventStream open(URI address, String authorization, String lastEventId) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address)
                        .timeout(Duration.ofSeconds(60))
                        .header("Accept", "text/event-stream");
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            return new EventStream(
                    HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException fault) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(fault);
        }
    }

    public int status() {
        return answer.statusCode();
    }

    public Optional<String> header(String name) {
        return answer.headers().firstValue(name);
    }

    /** The whole body, where it is no stream. */
    public String body() {
        try {
            return new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** How many comments have come so far. */
    public int comments() {
        return comments;
    }

    /**
     * Waits for the next event; empty at the end of the stream.
     *
     * @throws UncheckedIOException if the connection breaks
     */
    public Optional<Event> next() {
        Event event = new Event("", "", "");
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty() && !event.data().isEmpty()) {
                    return Optional.of(event);
                }
                event = with(event, line);
            }
            return Optional.empty();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Waits for a comment, which must come before any event does. */
    public void awaitComment() {
        int before = comments;
        try {
            while (comments == before) {
                String line = lines.readLine();
                if (line == null || line.startsWith("data:")) {
                    throw new IllegalStateException("no comment but " + line);
                }
                with(new Event("", "", ""), line);
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private Event with(Event event, String line) {
        String value = line.substring(line.indexOf(':') + 1);
        return switch (line.split(":", 2)[0]) {
            case "id" -> new Event(value, event.name(), event.data());
            case "event" -> new Event(event.id(), value, event.data());
            case "data" -> new Event(event.id(), event.name(), event.data() + value);
            case "" -> {
                comments += line.isEmpty() ? 0 : 1;
                yield event;
            }
            default -> event;
        };
    }

    /** All events up to this one, which is the last of them. */
    public List<Event> until(Predicate<Event> isLast) {
        List<Event> events = new ArrayList<>();
        for (Optional<Event> event = next(); event.isPresent(); event = next()) {
            events.add(event.get());
            if (isLast.test(event.get())) {
                return events;
            }
        }
        throw new IllegalStateException("the stream has ended: " + events);
    }

    /** All events up to the end of the stream. */
    public List<Event> rest() {
        List<Event> events = new ArrayList<>();
        for (Optional<Event> event = next(); event.isPresent(); event = next()) {
            events.add(event.get());
        }
        return events;
    }

    /** Hangs up. */
    @Override
    public void close() {
        try {
            answer.body().close();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
