package dev.ordersaga.kitchen.adapter.web;

import dev.ordersaga.kitchen.application.CookTicket;
import dev.ordersaga.kitchen.application.Tickets;
import dev.ordersaga.kitchen.domain.Money;
import dev.ordersaga.kitchen.domain.Ticket;
import dev.ordersaga.kitchen.domain.TicketItem;
import dev.ordersaga.kitchen.domain.TicketStatus;
import dev.ordersaga.kitchen.domain.Transition;
import dev.ordersaga.kitchen.domain.Transition.Made;
import dev.ordersaga.kitchen.domain.Transition.MadeBefore;
import dev.ordersaga.kitchen.domain.Transition.Refused;
import dev.ordersaga.web.Problem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tickets, and what the cooks report about them. */
@RequestMapping("/tickets")
@RestController
public final class TicketController {

    private final Tickets tickets;
    private final CookTicket cookTicket;

    public TicketController(Tickets tickets, CookTicket cookTicket) {
        this.tickets = tickets;
        this.cookTicket = cookTicket;
    }

    /** The newest first. */
    @GetMapping
    Flux<TicketView> newest(
            @RequestParam(required = false) @Nullable TicketStatus status,
            @Max(100) @Min(1) @RequestParam(defaultValue = "20") int limit) {
        return tickets.newest(status, limit).map(TicketView::of);
    }

    @GetMapping("/{orderId}")
    Mono<TicketView> ticket(@PathVariable UUID orderId) {
        return tickets.read(orderId).map(TicketView::of).switchIfEmpty(unknown(orderId));
    }

    @PostMapping("/{orderId}/start")
    Mono<TicketView> start(@PathVariable UUID orderId) {
        return answer(orderId, cookTicket.start(orderId));
    }

    @PostMapping("/{orderId}/ready")
    Mono<TicketView> ready(@PathVariable UUID orderId) {
        return answer(orderId, cookTicket.ready(orderId));
    }

    @PostMapping("/{orderId}/pick-up")
    Mono<TicketView> pickUp(@PathVariable UUID orderId) {
        return answer(orderId, cookTicket.pickUp(orderId));
    }

    private static Mono<TicketView> answer(UUID orderId, Mono<Transition> report) {
        return report.flatMap(TicketController::answer).switchIfEmpty(unknown(orderId));
    }

    private static Mono<TicketView> answer(Transition transition) {
        return switch (transition) {
            case Made(Ticket ticket) -> Mono.just(TicketView.of(ticket));
            case MadeBefore(Ticket ticket) -> Mono.just(TicketView.of(ticket));
            case Refused(Ticket ticket) -> Mono.error(inTheWay(ticket.status()));
        };
    }

    private static Problem inTheWay(TicketStatus status) {
        return Problem.conflict("ticket-state", "The ticket is " + status);
    }

    private static Mono<TicketView> unknown(UUID orderId) {
        return Mono.error(() -> Problem.notFound("There is no ticket of order " + orderId));
    }

    /**
     * A ticket as clients see it.
     *
     * @param totalPrice in minor units of the currency; null, like the currency, for a ticket that
     *     was rejected before it was created
     */
    record TicketView(
            UUID orderId,
            TicketStatus status,
            List<ItemView> items,
            @Nullable Long totalPrice,
            @Nullable String currency,
            Instant createdAt,
            Instant updatedAt)
            implements TicketEventBody {

        static TicketView of(Ticket ticket) {
            return new TicketView(
                    ticket.orderId(),
                    ticket.status(),
                    ticket.items().stream().map(ItemView::of).toList(),
                    ticket.total().map(Money::amount).orElse(null),
                    ticket.total().map(Money::currency).orElse(null),
                    ticket.createdAt(),
                    ticket.updatedAt());
        }
    }

    /**
     * An item of it.
     *
     * @param price of one portion
     */
    record ItemView(long productId, String name, int amount, long price) {

        static ItemView of(TicketItem item) {
            return new ItemView(
                    item.productId(), item.name(), item.amount(), item.price().amount());
        }
    }
}
