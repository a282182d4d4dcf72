package dev.ordersaga.infra.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.infra.terminal.Failure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AuditTest {

    private static final Invariant SOUND = new Invariant("this holds", _ -> {});

    @Test
    void violationsAreCountedAndThreeOfThemAreNamed() {
        Invariant broken =
                new Invariant(
                        "this breaks",
                        tally -> List.of("a", "b", "c", "d").forEach(tally::violation));

        assertThat(Audit.of(List.of(SOUND, broken)).run(Duration.ZERO))
                .containsExactly(
                        new Finding("this holds", 0, List.of(), List.of()),
                        new Finding("this breaks", 4, List.of("a", "b", "c"), List.of()));
    }

    @Test
    void whatIsOnItsWayIsLookedAtAgain() {
        AtomicInteger looks = new AtomicInteger();
        Invariant late =
                new Invariant(
                        "this comes late",
                        tally -> {
                            if (looks.incrementAndGet() < 2) {
                                tally.violation("not yet");
                            }
                        });

        assertThat(Audit.of(List.of(late)).run(Duration.ofMinutes(1))).allMatch(Finding::holds);
        assertThat(looks).hasValue(2);
    }

    @Test
    void whatCannotBeReadIsNoFinding() {
        Invariant unreadable =
                new Invariant(
                        "this is read",
                        _ -> {
                            throw new SQLException("gone");
                        });

        assertThatThrownBy(() -> Audit.of(List.of(unreadable)).run(Duration.ZERO))
                .isInstanceOf(Failure.class)
                .hasMessage("It cannot be told whether this is read: gone");
    }

    @Test
    void anAddressThatIsMissingIsNamed() {
        assertThatThrownBy(() -> Audit.of(Map.of(), Duration.ZERO))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("ORDER_DATABASE_URL");
    }
}
