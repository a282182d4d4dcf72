package dev.ordersaga.kitchen.adapter.persistence;

import dev.ordersaga.kitchen.application.NewTicket;
import dev.ordersaga.kitchen.application.NewTickets;
import dev.ordersaga.messaging.store.Rows;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Reads new tickets from where they are anyway. The database numbers them as they are inserted,
 * which is while their transaction has the kitchen's row locked: what is committed later has a
 * greater number. Tombstones, of which that is not true, are passed over.
 */
public final class NewTicketsQuery implements NewTickets {

    private static final int MOST = 100;
    private static final String LATEST =
            "SELECT number FROM ticket WHERE items <> '[]' ORDER BY number DESC LIMIT 1";
    private static final String AFTER =
            "SELECT number, order_id, status, items, created_at, updated_at FROM ticket"
                    + " WHERE number > ? AND items <> '[]' ORDER BY number LIMIT "
                    + MOST;

    private final DatabaseClient db;

    public NewTicketsQuery(DatabaseClient db) {
        this.db = db;
    }

    @Override
    public Mono<Long> latest() {
        return Rows.select(db, LATEST, List.of(), (row, _) -> Rows.number(row, "number"))
                .singleOrEmpty()
                .defaultIfEmpty(0L);
    }

    @Override
    public Mono<List<NewTicket>> after(long number) {
        return Rows.select(
                        db,
                        AFTER,
                        List.of(number),
                        (row, _) ->
                                new NewTicket(Rows.number(row, "number"), TicketTable.ticket(row)))
                .collectList();
    }
}
