package dev.ordersaga.user.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class PointsUseTest {

    private static final UUID PAYMENT = UUID.fromString("01930000-0000-7000-8000-0000000000aa");

    @Test
    void usedPointsAreRestoredToTheirOwnerInFull() {
        Money price = new Money(700, "KRW");

        assertThat(new PointsUse.Used(PAYMENT, 1, price).restore())
                .isEqualTo(new PointsUse.Restored(PAYMENT, 1, price));
    }

    @Test
    void aPriceIsNeverNegative() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Money(-1, "KRW"));
    }
}
