package dev.ordersaga.kitchen.adapter.messaging;

import dev.ordersaga.contracts.KitchenCommand;
import dev.ordersaga.contracts.KitchenCommand.ProductItem;
import dev.ordersaga.contracts.KitchenReply;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.kitchen.application.ApproveTicket;
import dev.ordersaga.kitchen.application.CancelTicket;
import dev.ordersaga.kitchen.application.CreateTicket;
import dev.ordersaga.kitchen.application.Menu;
import dev.ordersaga.kitchen.application.Premises;
import dev.ordersaga.kitchen.application.RejectTicket;
import dev.ordersaga.kitchen.application.Tickets;
import dev.ordersaga.kitchen.domain.TicketItem;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.messaging.QueueListener;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes the kitchen's commands. */
public final class KitchenCommandListener implements QueueListener.Commands<KitchenCommand> {

    private final CreateTicket createTicket;
    private final ApproveTicket approveTicket;
    private final RejectTicket rejectTicket;
    private final CancelTicket cancelTicket;
    private final Tickets tickets;
    private final Menu menu;
    private final Premises premises;

    public KitchenCommandListener(
            CreateTicket createTicket,
            ApproveTicket approveTicket,
            RejectTicket rejectTicket,
            CancelTicket cancelTicket,
            Tickets tickets,
            Menu menu,
            Premises premises) {
        this.createTicket = createTicket;
        this.approveTicket = approveTicket;
        this.rejectTicket = rejectTicket;
        this.cancelTicket = cancelTicket;
        this.tickets = tickets;
        this.menu = menu;
        this.premises = premises;
    }

    @Override
    public WorkQueue queue() {
        return WorkQueue.KITCHEN_COMMANDS;
    }

    @Override
    public Class<KitchenCommand> accepts() {
        return KitchenCommand.class;
    }

    /** Locks what the batch needs, in the order in which the use cases lock: see there. */
    @Override
    public Mono<Void> prefetch(List<Incoming<KitchenCommand>> batch) {
        if (batch.isEmpty()) {
            return Mono.empty();
        }
        List<KitchenCommand> commands = batch.stream().map(Incoming::body).toList();
        return tickets.prefetch(commands.stream().map(KitchenCommand::orderId).toList())
                .thenMany(Flux.fromIterable(commands).concatMap(this::products))
                .collectList()
                .flatMap(menu::prefetch)
                .then(premises.kitchen())
                .then();
    }

    @Override
    public Mono<KitchenReply> handle(Incoming<KitchenCommand> command) {
        return switch (command.body()) {
            case KitchenCommand.CreateTicket create -> createTicket.handle(create);
            case KitchenCommand.ApproveTicket approve -> approveTicket.handle(approve);
            case KitchenCommand.RejectTicket reject -> rejectTicket.handle(reject);
            case KitchenCommand.CancelTicket cancel -> cancelTicket.handle(cancel);
        };
    }

    private Flux<Long> products(KitchenCommand command) {
        return switch (command) {
            case KitchenCommand.CreateTicket create ->
                    Flux.fromIterable(create.productItems()).map(ProductItem::productId);
            case KitchenCommand.ApproveTicket approve -> productsOfTicket(approve.orderId());
            case KitchenCommand.CancelTicket cancel -> productsOfTicket(cancel.orderId());
            case KitchenCommand.RejectTicket _ -> Flux.empty();
        };
    }

    private Flux<Long> productsOfTicket(UUID orderId) {
        return tickets.find(orderId)
                .flatMapIterable(ticket -> ticket.items())
                .map(TicketItem::productId);
    }
}
