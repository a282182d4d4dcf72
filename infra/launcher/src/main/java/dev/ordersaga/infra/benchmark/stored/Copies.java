package dev.ordersaga.infra.benchmark.stored;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The orders to be stored. Each is a copy of a model; the later it was placed, the higher its ids,
 * as the services' own are.
 */
final class Copies {

    private static final long APART_MILLIS = 100;

    private final int number;
    private final List<Model> models;
    private final long now = Instant.now().toEpochMilli();
    private final SplittableRandom random = new SplittableRandom(1);

    Copies(int number, List<Model> models) {
        this.number = number;
        this.models = List.copyOf(models);
    }

    /**
     * A copy.
     *
     * @param agoMillis how long before its model it was placed
     * @param ids in the order of the model's
     */
    record Copy(Model model, long agoMillis, List<UUID> ids) {}

    List<Copy> between(int from, int until) {
        return IntStream.range(from, until).mapToObj(this::copy).toList();
    }

    private Copy copy(int index) {
        Model model = models.get(index % models.size());
        long ago = (number - index) * APART_MILLIS;
        return new Copy(model, ago, model.ids().stream().map(_ -> timeOrdered(now - ago)).toList());
    }

    /** A UUID of version 7 (RFC 9562, section 5.7). */
    private UUID timeOrdered(long millis) {
        long high = (millis << 16) | 0x7000L | random.nextInt(1 << 12);
        long low = (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
