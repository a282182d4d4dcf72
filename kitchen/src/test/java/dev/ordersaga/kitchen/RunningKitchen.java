package dev.ordersaga.kitchen;

import dev.ordersaga.kitchen.application.Menu;
import dev.ordersaga.kitchen.application.Premises;
import dev.ordersaga.kitchen.application.PutOnMenu;
import dev.ordersaga.kitchen.application.RunKitchen;
import dev.ordersaga.kitchen.application.Tickets;
import dev.ordersaga.kitchen.domain.MenuItem;
import dev.ordersaga.kitchen.domain.Money;
import dev.ordersaga.kitchen.domain.Ticket;
import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.messaging.testing.Connected;
import dev.ordersaga.messaging.testing.TestServers;
import dev.ordersaga.web.testing.TestIssuer;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The whole service on real servers. All its tests share one instance, so each has products and
 * orders of its own and sets the kitchen as it needs it.
 */
@ExtendWith(Connected.class)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureWebTestClient(timeout = "30s")
public abstract class RunningKitchen {

    protected static final String VIRTUAL_HOST = TestServers.get().newVirtualHost();
    protected static final String SCHEMA = TestServers.get().newSchema();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int AT_ONCE = 32;

    @Autowired protected Transactions transactions;
    @Autowired protected Tickets tickets;
    @Autowired protected Menu menu;
    @Autowired protected Premises premises;
    @Autowired private PutOnMenu putOnMenu;
    @Autowired private RunKitchen runKitchen;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        TestServers.get()
                .properties(VIRTUAL_HOST, SCHEMA)
                .forEach((name, value) -> registry.add(name, () -> value));
        TestIssuer.get().properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    /** A new product on the menu. */
    protected long product(int portions) {
        long productId = Ids.number();
        offer(productId, portions, true);
        return productId;
    }

    /** Puts a product on the menu, or changes it. */
    protected void offer(long productId, int portions, boolean available) {
        result(
                putOnMenu.put(
                        new MenuItem(
                                productId,
                                "Bibimbap",
                                new Money(9_000, "KRW"),
                                portions,
                                available)));
    }

    protected int portionsLeft(long productId) {
        return result(menu.all().filter(item -> item.productId() == productId).single()).portions();
    }

    /** Opens the kitchen with so many places beyond those that are taken. */
    protected void openWithFreePlaces(int places) {
        result(runKitchen.set(true, waiting() + places));
    }

    /** Takes a place in the waiting line; false where none is free. */
    protected Mono<Boolean> takePlace() {
        return premises.kitchen()
                .mapNotNull(kitchen -> kitchen.takePlace().orElse(null))
                .flatMap(fuller -> premises.save(fuller).thenReturn(true))
                .defaultIfEmpty(false);
    }

    protected int waiting() {
        return result(premises.read()).waiting();
    }

    protected void have(Ticket... some) {
        result(
                transactions.run(
                        Flux.fromArray(some)
                                .concatMap(
                                        ticket ->
                                                tickets.find(ticket.orderId())
                                                        .then(tickets.save(ticket)))
                                .then(Mono.just(true))));
    }

    protected static <T> T result(Mono<T> mono) {
        return mono.blockOptional(PATIENCE).orElseThrow();
    }

    /** Runs all of them at the same time, as far as the machine goes. */
    protected static <T> Flux<T> atOnce(Flux<Mono<T>> work) {
        return work.flatMap(one -> one, AT_ONCE);
    }
}
