package dev.ordersaga.kitchen.application;

import static dev.ordersaga.kitchen.application.Fixture.BIBIMBAP;
import static dev.ordersaga.kitchen.application.Fixture.won;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.kitchen.application.PutOnMenu.Outcome;
import dev.ordersaga.kitchen.domain.MenuItem;
import dev.ordersaga.kitchen.domain.Money;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class PutOnMenuTest {

    private final Fixture fixture = new Fixture();
    private final PutOnMenu putOnMenu =
            new PutOnMenu(fixture.menu, fixture.premises, fixture.transactions);

    @Test
    void aProductIsPutOnTheMenu() {
        MenuItem special = new MenuItem(126, "Chef's special", won(15_000), 1, true);

        StepVerifier.create(putOnMenu.put(special))
                .expectNext(new Outcome.Put(special))
                .verifyComplete();

        assertThat(fixture.menu.left(126)).isEqualTo(1);
        assertThat(fixture.journal)
                .containsExactly("transaction", "menu [126]", "kitchen", "save 126");
    }

    @Test
    void aPriceInAnotherCurrencyIsRefused() {
        MenuItem foreign = new MenuItem(BIBIMBAP, "Bibimbap", new Money(6, "EUR"), 1, true);

        StepVerifier.create(putOnMenu.put(foreign))
                .expectNext(new Outcome.ForeignCurrency("KRW"))
                .verifyComplete();

        assertThat(fixture.menu.left(BIBIMBAP)).isEqualTo(10);
    }
}
