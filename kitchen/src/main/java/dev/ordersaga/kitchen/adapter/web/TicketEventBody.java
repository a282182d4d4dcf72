package dev.ordersaga.kitchen.adapter.web;

import dev.ordersaga.kitchen.adapter.web.TicketController.TicketView;
import dev.ordersaga.kitchen.application.NewTicket;
import dev.ordersaga.web.stream.StreamPart;
import java.util.List;
import org.springframework.http.codec.ServerSentEvent;

/** The data of an event of the kitchen. */
sealed interface TicketEventBody permits TicketEventBody.Opened, TicketView {

    /**
     * What a client that begins is told first.
     *
     * @param latest the number of the last ticket before
     */
    record Opened(long latest) implements TicketEventBody {}

    /** Where a client is: after the ticket with this number. */
    record Place(long number, boolean isNew) {}

    static StreamPart<Place, TicketEventBody> opened(long latest) {
        return new StreamPart<>(
                List.of(event("open", latest, new Opened(latest))),
                new Place(latest, false),
                false);
    }

    static StreamPart<Place, TicketEventBody> events(List<NewTicket> tickets) {
        return new StreamPart<>(
                tickets.stream()
                        .map(
                                found ->
                                        event(
                                                "ticket",
                                                found.number(),
                                                TicketView.of(found.ticket())))
                        .toList(),
                new Place(tickets.getLast().number(), false),
                false);
    }

    private static ServerSentEvent<TicketEventBody> event(
            String name, long number, TicketEventBody data) {
        return ServerSentEvent.builder(data).event(name).id(Long.toString(number)).build();
    }
}
