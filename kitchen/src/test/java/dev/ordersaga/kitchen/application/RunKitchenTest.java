package dev.ordersaga.kitchen.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.kitchen.domain.Kitchen;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class RunKitchenTest {

    private final Fixture fixture = new Fixture();
    private final RunKitchen runKitchen = new RunKitchen(fixture.premises, fixture.transactions);

    @Test
    void theKitchenIsClosedAndItsLineShortenedWhileTicketsWait() {
        fixture.premises.waiting(2);

        StepVerifier.create(runKitchen.set(false, 1))
                .expectNext(new Kitchen(false, 1, 2, "KRW"))
                .verifyComplete();

        assertThat(fixture.journal).startsWith("transaction");
    }
}
