package dev.ordersaga.kitchen.application;

import dev.ordersaga.contracts.KitchenCommand.ProductItem;
import dev.ordersaga.kitchen.domain.MenuItem;
import dev.ordersaga.kitchen.domain.Money;
import dev.ordersaga.kitchen.domain.Ticket;
import dev.ordersaga.kitchen.domain.TicketItem;
import dev.ordersaga.kitchen.domain.TicketStatus;
import dev.ordersaga.messaging.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * An open kitchen with two free places and three products: ten portions of bibimbap, five of stew,
 * and noodles, which are withdrawn.
 */
public final class Fixture {

    public static final UUID ORDER = UUID.fromString("01990000-0000-7000-8000-000000000001");
    public static final UUID OTHER_ORDER = UUID.fromString("01990000-0000-7000-8000-000000000002");
    public static final long BIBIMBAP = 123;
    public static final long STEW = 124;
    public static final long NOODLES = 125;
    public static final long UNKNOWN = 999;
    public static final Instant EARLIER = Instant.parse("2026-01-02T11:00:00Z");
    public static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    /** What was asked of the ports that matters in its order. */
    public final List<String> journal = new ArrayList<>();

    public final InMemoryTickets tickets = new InMemoryTickets(journal);
    public final InMemoryMenu menu = new InMemoryMenu(journal);
    public final InMemoryPremises premises = new InMemoryPremises(journal);
    public final Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);

    /** Runs the work as it is. */
    public final Transactions transactions =
            new Transactions() {
                @Override
                public <T> Mono<T> run(Mono<T> work) {
                    return Mono.defer(
                            () -> {
                                journal.add("transaction");
                                return work;
                            });
                }
            };

    public Fixture() {
        menu.have(new MenuItem(BIBIMBAP, "Bibimbap", won(9_000), 10, true));
        menu.have(new MenuItem(STEW, "Kimchi stew", won(8_000), 5, true));
        menu.have(new MenuItem(NOODLES, "Cold noodles", won(10_000), 5, false));
    }

    public static Money won(long amount) {
        return new Money(amount, "KRW");
    }

    public static ProductItem product(long productId, int amount) {
        return new ProductItem(productId, amount);
    }

    public static TicketItem bibimbap(int amount) {
        return new TicketItem(BIBIMBAP, "Bibimbap", amount, won(9_000));
    }

    public static TicketItem stew(int amount) {
        return new TicketItem(STEW, "Kimchi stew", amount, won(8_000));
    }

    public static Ticket ticket(TicketStatus status, TicketItem... items) {
        return new Ticket(ORDER, status, List.of(items), EARLIER, EARLIER);
    }
}
