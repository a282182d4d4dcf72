package dev.ordersaga.user.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PointsAccountTest {

    private static final PointsAccount KIMS = new PointsAccount(1, won(1000));

    @Test
    void aDebitTakesAllThereIs() {
        assertThat(KIMS.debit(won(1000))).contains(PointsAccount.open(1, "KRW"));
    }

    @Test
    void aDebitOfOneMoreThanThereIsTakesNothing() {
        assertThat(KIMS.debit(won(1001))).isEmpty();
    }

    @Test
    void aCreditIsAdded() {
        assertThat(KIMS.credit(won(1))).isEqualTo(new PointsAccount(1, won(1001)));
    }

    @Test
    void aCreditThatNoAccountHoldsIsAnError() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> KIMS.credit(won(Long.MAX_VALUE)));
    }

    @Test
    void anotherCurrencyIsNeitherTakenNorGiven() {
        Money yen = new Money(1, "JPY");

        assertThat(KIMS.takes(yen)).isFalse();
        assertThat(KIMS.takes(won(1))).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> KIMS.debit(yen));
        assertThatIllegalArgumentException().isThrownBy(() -> KIMS.credit(yen));
    }

    private static Money won(long amount) {
        return new Money(amount, "KRW");
    }
}
