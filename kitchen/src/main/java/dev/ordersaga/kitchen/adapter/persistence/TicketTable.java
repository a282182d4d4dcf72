package dev.ordersaga.kitchen.adapter.persistence;

import dev.ordersaga.kitchen.application.Tickets;
import dev.ordersaga.kitchen.domain.Ticket;
import dev.ordersaga.kitchen.domain.TicketItem;
import dev.ordersaga.kitchen.domain.TicketStatus;
import dev.ordersaga.messaging.store.AggregateTable;
import dev.ordersaga.messaging.store.Rows;
import io.r2dbc.spi.Row;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

/** The tickets; a ticket's items are a JSON list in its row. */
public final class TicketTable extends AggregateTable<UUID, Ticket> implements Tickets {

    private static final List<String> COLUMNS =
            List.of("order_id", "status", "items", "created_at", "updated_at");
    private static final String SELECT = "SELECT " + String.join(", ", COLUMNS) + " FROM ticket";
    private static final String NEWEST = " ORDER BY number DESC LIMIT ?";
    private static final String NEWEST_WITH_STATUS =
            " WHERE status = ? ORDER BY created_at DESC LIMIT ?";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DatabaseClient db;

    public TicketTable(DatabaseClient db) {
        super(db, "ticket", COLUMNS);
        this.db = db;
    }

    @Override
    public Flux<Ticket> newest(@Nullable TicketStatus status, int limit) {
        return status == null
                ? Rows.select(db, SELECT + NEWEST, List.of(limit), (row, _) -> read(row))
                : Rows.select(
                        db,
                        SELECT + NEWEST_WITH_STATUS,
                        List.of(status, limit),
                        (row, _) -> read(row));
    }

    @Override
    protected UUID keyOf(Ticket ticket) {
        return ticket.orderId();
    }

    @Override
    protected List<@Nullable Object> values(Ticket ticket) {
        return Arrays.asList(
                ticket.orderId(),
                ticket.status(),
                JSON.writeValueAsString(ticket.items()),
                ticket.createdAt(),
                ticket.updatedAt());
    }

    @Override
    protected Ticket read(Row row) {
        return ticket(row);
    }

    static Ticket ticket(Row row) {
        return new Ticket(
                Rows.uuid(row, "order_id"),
                Rows.constant(row, "status", TicketStatus.class),
                List.of(JSON.readValue(Rows.string(row, "items"), TicketItem[].class)),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"));
    }
}
