package dev.ordersaga.kitchen.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class KitchenTest {

    @Test
    void theLastPlaceIsTakenAndNoneAfterIt() {
        Kitchen full = open(2, 1).takePlace().orElseThrow();

        assertThat(full).isEqualTo(open(2, 2));
        assertThat(full.takePlace()).isEmpty();
    }

    @Test
    void aClosedKitchenHasNoPlaces() {
        assertThat(open(2, 0).with(false, 2).takePlace()).isEmpty();
    }

    @Test
    void whoWaitsKeepsThePlaceWhereTheLineIsShortened() {
        Kitchen shortened = open(3, 3).with(true, 1);

        assertThat(shortened).isEqualTo(open(1, 3));
        assertThat(shortened.freePlace().freePlace().takePlace()).isEmpty();
        assertThat(shortened.freePlace().freePlace().freePlace().takePlace()).contains(open(1, 1));
    }

    @Test
    void aPlaceThatNobodyHasCannotBeGivenBack() {
        assertThatIllegalArgumentException().isThrownBy(() -> open(2, 0).freePlace());
    }

    private static Kitchen open(int capacity, int waiting) {
        return new Kitchen(true, capacity, waiting, "KRW");
    }
}
