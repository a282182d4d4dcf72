package dev.ordersaga.infra.benchmark.stored;

import dev.ordersaga.infra.run.Service;
import dev.ordersaga.infra.terminal.Failure;
import dev.ordersaga.infra.terminal.Progress;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Fills the databases with ended orders, far faster than the services could.
 *
 * <p>Some orders are placed and followed to their end; then all that the services keep of them is
 * copied, under new ids and earlier times, as often as is wanted. So what is stored is what the
 * services store, whatever that is, and it passes the audit.
 */
public final class StoredOrders {

    private static final int AT_ONCE = 5_000;

    private final Map<String, String> env;
    private final Progress progress;

    public StoredOrders(Map<String, String> env, Progress progress) {
        this.env = Map.copyOf(env);
        this.progress = progress;
    }

    /** Runs while no other order is on its way. */
    public void store(int orders) {
        List<Model> models = new Models(env).place();
        List<Schema> schemas = Stream.of(Service.values()).map(this::schema).toList();
        try {
            learn(models, schemas);
            fill(orders, models, schemas);
        } catch (SQLException e) {
            throw Failure.failed("The orders could not be stored: " + e.getMessage());
        } finally {
            schemas.forEach(Schema::close);
        }
    }

    private Schema schema(Service service) {
        return Schema.open(env, service.name() + "_DATABASE_URL");
    }

    /** What one schema tells of an order's ids leads to its rows in another. */
    private static void learn(List<Model> models, List<Schema> schemas) throws SQLException {
        boolean more = true;
        while (more) {
            more = false;
            for (Schema schema : schemas) {
                more |= schema.learn(models);
            }
        }
        for (Schema schema : schemas) {
            schema.keep(models);
        }
    }

    private void fill(int orders, List<Model> models, List<Schema> schemas) throws SQLException {
        Copies copies = new Copies(orders, models);
        for (int from = 0; from < orders; from += AT_ONCE) {
            int until = Math.min(orders, from + AT_ONCE);
            List<Copies.Copy> batch = copies.between(from, until);
            schemas.parallelStream().forEach(schema -> schema.copy(batch));
            if (until * 10L / orders > from * 10L / orders) {
                progress.say("%,d of %,d orders are stored".formatted(until, orders));
            }
        }
        for (Schema schema : schemas) {
            schema.finish();
        }
    }
}
