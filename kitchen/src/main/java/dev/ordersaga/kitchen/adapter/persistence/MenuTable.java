package dev.ordersaga.kitchen.adapter.persistence;

import dev.ordersaga.kitchen.application.Menu;
import dev.ordersaga.kitchen.domain.MenuItem;
import dev.ordersaga.kitchen.domain.Money;
import dev.ordersaga.messaging.store.CountedTable;
import dev.ordersaga.messaging.store.Rows;
import io.r2dbc.spi.Row;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The menu. Portions are counted, never overwritten. */
public final class MenuTable extends CountedTable<Long, MenuItem> implements Menu {

    private static final List<String> COLUMNS =
            List.of("product_id", "name", "price", "currency", "available", "portions");
    private static final String ALL =
            "SELECT " + String.join(", ", COLUMNS) + " FROM menu_item ORDER BY product_id";

    private final DatabaseClient db;

    public MenuTable(DatabaseClient db) {
        super(db, "menu_item", COLUMNS);
        this.db = db;
    }

    @Override
    public Mono<Map<Long, MenuItem>> items(Collection<Long> productIds) {
        return prefetch(productIds)
                .thenMany(Flux.fromIterable(productIds).concatMap(this::find))
                .collectMap(MenuItem::productId);
    }

    @Override
    public Flux<MenuItem> all() {
        return Rows.select(db, ALL, List.of(), (row, _) -> read(row));
    }

    @Override
    protected Long keyOf(MenuItem item) {
        return item.productId();
    }

    @Override
    protected List<@Nullable Object> values(MenuItem item) {
        return List.of(
                item.productId(),
                item.name(),
                item.price().amount(),
                item.price().currency(),
                item.available(),
                item.portions());
    }

    @Override
    protected MenuItem read(Row row) {
        return new MenuItem(
                Rows.number(row, "product_id"),
                Rows.string(row, "name"),
                new Money(Rows.number(row, "price"), Rows.string(row, "currency")),
                Math.toIntExact(Rows.number(row, "portions")),
                Rows.flag(row, "available"));
    }
}
