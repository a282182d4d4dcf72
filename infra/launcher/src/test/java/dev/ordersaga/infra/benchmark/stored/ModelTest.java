package dev.ordersaga.infra.benchmark.stored;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ModelTest {

    private static final UUID ORDER = new UUID(0x0199_0000_0000_7000L, 1);
    private static final UUID SAGA = new UUID(0x0199_0000_0000_7000L, 2);

    private final Model model = new Model(0, ORDER, SAGA);

    @Test
    void itsIdsAreFoundAloneAndInTexts() {
        assertThat(model.isIn(ORDER)).isTrue();
        assertThat(model.isIn(SAGA + ":user.verify:action")).isTrue();
        assertThat(model.isIn("another")).isFalse();
        assertThat(model.isIn(new UUID(1, 1))).isFalse();
    }

    @Test
    void anIdIsLearntOnce() {
        UUID payment = new UUID(3, 3);
        assertThat(model.learn(payment)).isTrue();
        assertThat(model.learn(payment)).isFalse();
        assertThat(model.ids()).containsExactly(ORDER, SAGA, payment);
    }

    @Test
    void copiesHaveIdsOfTheirOwnThatRiseWithTime() {
        Copies copies = new Copies(100, List.of(model));
        List<Copies.Copy> some = copies.between(0, 100);
        assertThat(some).flatExtracting(Copies.Copy::ids).doesNotHaveDuplicates();
        assertThat(some.stream().map(copy -> copy.ids().getFirst().getMostSignificantBits() >>> 16))
                .isSorted();
        assertThat(some.getLast().agoMillis()).isPositive();
    }
}
