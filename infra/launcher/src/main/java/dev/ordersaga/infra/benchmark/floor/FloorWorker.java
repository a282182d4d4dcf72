package dev.ordersaga.infra.benchmark.floor;

import dev.ordersaga.infra.benchmark.floor.FloorBroker.Outgoing;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Handles what has arrived, a batch at a time: one transaction, then publish and acknowledge. */
final class FloorWorker {

    private static final int BATCH = 100;

    /** How long a batch that is not full waits for more. */
    private static final long LINGER = TimeUnit.MILLISECONDS.toNanos(8);

    private static final AtomicLong IDS = new AtomicLong(System.currentTimeMillis() << 20);

    private final FloorDatabase database;
    private final FloorBroker broker;
    private final boolean begins;
    private final Consumer<Chain.Message> whenDone;
    private final BlockingQueue<Chain.Message> arrived = new LinkedBlockingQueue<>();
    private final Queue<Long> confirmed = new ConcurrentLinkedQueue<>();

    /**
     * @param begins whether it begins orders instead of handling messages
     * @param whenDone is told the last message of each order
     */
    FloorWorker(FloorPlan plan, boolean begins, Consumer<Chain.Message> whenDone)
            throws SQLException, IOException, TimeoutException {
        this.database = FloorDatabase.connect(plan);
        this.broker = FloorBroker.connect(plan.broker(), confirmed::add);
        this.begins = begins;
        this.whenDone = whenDone;
        if (!begins) {
            broker.consume(Chain.queue(plan.service()), arrived);
        }
    }

    static long nextId() {
        return IDS.incrementAndGet();
    }

    /** Lets an order begin. */
    void begin() {
        arrived.add(new Chain.Message(0, nextId(), 0));
    }

    /** Returns only by an exception. */
    void work() throws SQLException, IOException, InterruptedException {
        while (true) {
            handle(batch());
        }
    }

    private List<Chain.Message> batch() throws InterruptedException {
        List<Chain.Message> batch = new ArrayList<>(BATCH);
        batch.add(arrived.take());
        arrived.drainTo(batch, BATCH - batch.size());
        long end = System.nanoTime() + LINGER;
        while (batch.size() < BATCH) {
            Chain.@Nullable Message next =
                    arrived.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                break;
            }
            batch.add(next);
            arrived.drainTo(batch, BATCH - batch.size());
        }
        return batch;
    }

    private void handle(List<Chain.Message> batch) throws SQLException, IOException {
        List<Outgoing> outgoing =
                batch.stream()
                        .filter(message -> message.step() < Chain.LAST_STEP)
                        .map(FloorWorker::next)
                        .toList();
        database.commit(begins ? List.of() : batch, batch, outgoing, forgettable());
        broker.send(outgoing, batch.stream().mapToLong(Chain.Message::tag).max().orElse(0));
        batch.stream().filter(message -> message.step() == Chain.LAST_STEP).forEach(whenDone);
    }

    private static Outgoing next(Chain.Message message) {
        int step = message.step() + 1;
        return new Outgoing(nextId(), Chain.queue(step), Chain.body(message.order(), step));
    }

    private List<Long> forgettable() {
        List<Long> ids = new ArrayList<>();
        for (@Nullable Long id = confirmed.poll(); id != null; id = confirmed.poll()) {
            ids.add(id);
            if (ids.size() == 2 * BATCH) {
                break;
            }
        }
        return ids;
    }
}
