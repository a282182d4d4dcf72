package dev.ordersaga.kitchen.adapter.web;

import dev.ordersaga.kitchen.adapter.web.TicketEventBody.Place;
import dev.ordersaga.kitchen.application.NewTicket;
import dev.ordersaga.kitchen.application.NewTickets;
import dev.ordersaga.web.Problem;
import dev.ordersaga.web.identity.Caller;
import dev.ordersaga.web.stream.EventStreams;
import dev.ordersaga.web.stream.StreamPart;
import dev.ordersaga.web.stream.Watch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells of new tickets as they come. */
@RestController
final class TicketEventsController {

    private static final Pattern ID = Pattern.compile("\\d{1,18}");
    private static final String EXAMPLE =
            """
            retry:1000

            id:41
            event:open
            data:{"latest":41}

            id:42
            event:ticket
            data:{"orderId":"01987c5e-6b1e-7a52-8f00-1b2c3d4e5f60","status":"PENDING",\
            "items":[{"productId":123,"name":"Bibimbap","amount":4,"price":9000}],\
            "totalPrice":36000,"currency":"KRW","createdAt":"2026-01-01T12:00:00Z",\
            "updatedAt":"2026-01-01T12:00:00Z"}
            """;

    private final NewTickets tickets;
    private final EventStreams streams;
    private final Watch<Long, List<NewTicket>> watch;

    TicketEventsController(
            NewTickets tickets, EventStreams streams, Watch<Long, List<NewTicket>> watch) {
        this.tickets = tickets;
        this.streams = streams;
        this.watch = watch;
    }

    /**
     * Every new ticket, as it is when it is told, each once and in the order in which they became
     * visible, whichever instance creates them. Who begins is told from now on: first where that
     * is, and then a look at GET /tickets misses nothing.
     */
    @Operation(
            summary = "New tickets as server-sent events",
            description =
                    "A client that begins is told open, and then each ticket that is created from"
                            + " now on, once. One that comes back with the header Last-Event-ID is"
                            + " told what comes after that event, by any instance; 0 is the"
                            + " beginning.")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(type = "string"),
                            examples = @ExampleObject(EXAMPLE)))
    @GetMapping(path = "/tickets/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<TicketEventBody>> events(
            Caller caller,
            @Parameter(description = "The id of the last event that was seen", example = "\"42\"")
                    @RequestHeader(name = "Last-Event-ID", required = false)
                    @Nullable String lastEventId) {
        return streams.open(
                caller, tickets.latest().map(latest -> start(lastEventId, latest)), this::next);
    }

    private static Place start(@Nullable String lastEventId, long latest) {
        if (lastEventId == null || lastEventId.isBlank()) {
            return new Place(latest, true);
        }
        String id = lastEventId.strip();
        if (!ID.matcher(id).matches() || Long.parseLong(id) > latest) {
            throw Problem.of(
                    HttpStatus.BAD_REQUEST,
                    "invalid-request",
                    "Last-Event-ID is not the id of an event of this kitchen.");
        }
        return new Place(Long.parseLong(id), false);
    }

    private Mono<StreamPart<Place, TicketEventBody>> next(Place place) {
        return place.isNew()
                ? Mono.just(TicketEventBody.opened(place.number()))
                : watch.after(place.number()).map(TicketEventBody::events);
    }
}
