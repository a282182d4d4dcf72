package dev.ordersaga.infra.run;

import dev.ordersaga.infra.terminal.Failure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The ports of one run: a block of {@value #SIZE} from a base, far from where RabbitMQ and MySQL
 * usually listen.
 */
public record Ports(int base) {

    public static final int DEFAULT_BASE = 8080;
    static final int SIZE = 30;
    private static final int LOWEST = 1024;
    private static final int HIGHEST = 65_535;

    public Ports {
        if (base < LOWEST || base + SIZE - 1 > HIGHEST) {
            throw Failure.impossible(
                    "--port-base must be between %d and %d, not %d."
                            .formatted(LOWEST, HIGHEST - SIZE + 1, base));
        }
    }

    /** The first block from the given base on in which every port is free. */
    public static Ports firstFree(int from) {
        return IntStream.iterate(from, base -> base + SIZE - 1 <= HIGHEST, base -> base + SIZE)
                .mapToObj(Ports::new)
                .filter(ports -> ports.servers().values().stream().noneMatch(PortCheck::isTaken))
                .findFirst()
                .orElseThrow(() -> Failure.failed("No free block of ports was found."));
    }

    public int of(Service service) {
        return base + service.ordinal();
    }

    /** Of a second instance. */
    public int ofSecond(Service service) {
        return base + Service.values().length + service.ordinal();
    }

    public int dataPlatform() {
        return base + 10;
    }

    public int amqp() {
        return base + 20;
    }

    public int management() {
        return base + 21;
    }

    /** Between RabbitMQ nodes; listens although there is only one. */
    public int distribution() {
        return base + 22;
    }

    /** Erlang's port mapper, a private one. */
    public int portMapper() {
        return base + 23;
    }

    public int database() {
        return base + 24;
    }

    /** What the services and the platform stub listen on, by a name for people. */
    public Map<String, Integer> services() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (Service service : Service.values()) {
            ports.put(service.id() + " API", of(service));
        }
        ports.put("data platform stub", dataPlatform());
        return ports;
    }

    /** What broker and database listen on, by a name for people. */
    public Map<String, Integer> servers() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("RabbitMQ", amqp());
        ports.put("RabbitMQ management console", management());
        ports.put("RabbitMQ distribution", distribution());
        ports.put("Erlang port mapper", portMapper());
        ports.put("database", database());
        return ports;
    }
}
