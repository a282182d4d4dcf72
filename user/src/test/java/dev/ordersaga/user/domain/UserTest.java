package dev.ordersaga.user.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UserTest {

    private static final User KIM = User.register(1, "Kim");

    @Test
    void aNewcomerIsNormal() {
        assertThat(KIM).isEqualTo(new User(1, "Kim", Standing.NORMAL));
    }

    @Test
    void aNormalUserBecomesAbnormal() {
        assertThat(KIM.become(Standing.ABNORMAL)).isEqualTo(new User(1, "Kim", Standing.ABNORMAL));
    }

    @Test
    void anAbnormalUserBecomesNormalAgain() {
        assertThat(KIM.become(Standing.ABNORMAL).become(Standing.NORMAL)).isEqualTo(KIM);
    }

    @Test
    void anAccountBeginsEmpty() {
        assertThat(PointsAccount.open(1, "JPY").balance()).isEqualTo(new Money(0, "JPY"));
    }
}
