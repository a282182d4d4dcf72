package dev.ordersaga.infra.chaos;

import dev.ordersaga.infra.proxy.Direction;
import dev.ordersaga.infra.proxy.TcpProxy;
import dev.ordersaga.infra.proxy.Toxic;
import dev.ordersaga.infra.run.Service;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** What may happen between the services and their servers. */
final class NetworkFaults {

    private static final Duration LATE = Duration.ofMillis(150);
    private static final Duration MORE_OR_LESS = Duration.ofMillis(100);
    private static final int SLOW = 20_000;
    private static final int SMALL = 40;

    private static final String QUICK = "database-answers-lost";

    private NetworkFaults() {}

    static List<Fault> all() {
        return Stream.of(
                        to("broker", "the broker", Proxies::broker),
                        to("database", "the database", Proxies::database))
                .flatMap(List::stream)
                .map(fault -> fault.name().equals(QUICK) ? fault.quickly() : fault)
                .toList();
    }

    private static List<Fault> to(
            String name, String server, BiFunction<Proxies, Service, TcpProxy> proxy) {
        Way way = new Way(name, server, proxy);
        return List.of(
                way.spoilt(
                        "latency",
                        "is 50 to 250 ms late, both ways",
                        both(new Toxic.Latency(LATE, MORE_OR_LESS))),
                way.spoilt(
                        "slow",
                        "carries %d bytes a second".formatted(SLOW),
                        both(new Toxic.Bandwidth(SLOW))),
                way.spoilt(
                        "sliced",
                        "carries pieces of %d bytes".formatted(SMALL),
                        both(new Toxic.Slicer(SMALL, Duration.ofMillis(1)))),
                way.cutAfterBytes(),
                way.spoilt(
                        "reset",
                        "resets each connection that is used",
                        both(new Toxic.ResetPeer())),
                way.spoilt(
                        "answers-lost",
                        "loses every answer, so that nobody knows what was done",
                        one(Direction.DOWNSTREAM, new Toxic.Timeout())),
                way.spoilt(
                        "half-open",
                        "loses everything, both ways, and nobody is told",
                        both(new Toxic.Timeout())),
                way.down());
    }

    /** What is put into a proxy. */
    @FunctionalInterface
    private interface Spoiling {

        void put(TcpProxy proxy);
    }

    private static Spoiling both(Toxic toxic) {
        return proxy -> {
            proxy.add(Direction.UPSTREAM, toxic);
            proxy.add(Direction.DOWNSTREAM, toxic);
        };
    }

    private static Spoiling one(Direction direction, Toxic toxic) {
        return proxy -> proxy.add(direction, toxic);
    }

    /** The way from every service to one kind of server. */
    private record Way(String name, String server, BiFunction<Proxies, Service, TcpProxy> proxy) {

        private Stream<TcpProxy> proxies(Stage stage) {
            return Stream.of(Service.values())
                    .map(service -> proxy.apply(stage.proxies(), service));
        }

        Fault spoilt(String kind, String what, Spoiling spoiling) {
            return Fault.of(
                    name + "-" + kind,
                    "the network to %s %s".formatted(server, what),
                    stage -> {
                        proxies(stage).forEach(spoiling::put);
                        return () -> proxies(stage).forEach(TcpProxy::heal);
                    });
        }

        /** Each connection at another place: in the middle of a message, of a commit, of an ack. */
        Fault cutAfterBytes() {
            return Fault.of(
                    name + "-cut-after-bytes",
                    "the network to %s closes connections after some thousand bytes"
                            .formatted(server),
                    stage -> {
                        proxies(stage)
                                .forEach(
                                        it -> {
                                            it.add(Direction.UPSTREAM, limit(stage));
                                            it.add(Direction.DOWNSTREAM, limit(stage));
                                        });
                        return () -> proxies(stage).forEach(TcpProxy::heal);
                    });
        }

        private static Toxic limit(Stage stage) {
            return new Toxic.LimitData(4_000 + stage.random().nextInt(60_000));
        }

        Fault down() {
            return Fault.of(
                    name + "-unreachable",
                    "nobody reaches %s".formatted(server),
                    stage -> {
                        proxies(stage).forEach(TcpProxy::down);
                        return () -> proxies(stage).forEach(TcpProxy::heal);
                    });
        }
    }
}
