package dev.ordersaga.kitchen.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MenuItemTest {

    private static final Money PRICE = new Money(9_000, "KRW");

    @Test
    void anAvailableProductIsOrderedWithItsNameAndPriceWhateverIsLeftOfIt() {
        assertThat(product(0, true).ordered(4)).contains(new TicketItem(123, "Bibimbap", 4, PRICE));
    }

    @Test
    void aWithdrawnProductIsNotOrdered() {
        assertThat(product(10, false).ordered(4)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void lessThanOnePortionIsNotOrdered(int amount) {
        MenuItem product = product(10, true);

        assertThatThrownBy(() -> product.ordered(amount))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noProductHasLessThanNoPortions() {
        assertThatThrownBy(() -> product(-1, true)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void allPortionsMayBeTakenAndNotOneMore() {
        assertThat(product(10, true).take(10)).contains(product(0, true));
        assertThat(product(10, true).take(11)).isEmpty();
    }

    @Test
    void portionsThatAreGivenBackAreLeftAgainAlsoOfAWithdrawnProduct() {
        assertThat(product(6, false).giveBack(4)).isEqualTo(product(10, false));
    }

    @Test
    void moneyOfTwoCurrenciesHasNoSum() {
        assertThatThrownBy(() -> PRICE.plus(new Money(1, "EUR")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theKitchenTakesItsOwnCurrencyOnly() {
        Kitchen kitchen = new Kitchen(true, 1, 0, "KRW");

        assertThat(kitchen.takes(PRICE)).isTrue();
        assertThat(kitchen.takes(new Money(9_000, "EUR"))).isFalse();
    }

    private static MenuItem product(int portions, boolean available) {
        return new MenuItem(123, "Bibimbap", PRICE, portions, available);
    }
}
