package dev.ordersaga.infra.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.infra.demo.TimelineEntry.Direction;
import dev.ordersaga.infra.terminal.Paint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LanesTest {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private final Lanes lanes = new Lanes(Paint.PLAIN);

    @Test
    void aSagaIsDrawnAsArrowsBetweenTheLanesOfItsServices() {
        assertThat(
                        lanes.draw(
                                List.of(
                                        local(0, "order", "PENDING"),
                                        sent(0, "user.verify", "VerifyUser"),
                                        received(7, "user.verify", "UserVerified", ""),
                                        sent(8, "payment.pay", "Pay"),
                                        received(
                                                1_250,
                                                "payment.pay",
                                                "PaymentRefused",
                                                "POINTS_SHORT"))))
                .containsExactly(
                        "            order      user      kitchen    payment",
                        "      0 ms    ●          │          │          │   PENDING",
                        "      0 ms    ├─────────▶│          │          │   user.verify",
                        "      7 ms    │◀─────────┤          │          │   UserVerified",
                        "      8 ms    ├──────────┼──────────┼─────────▶│   payment.pay",
                        "   1250 ms    │◀─────────┼──────────┼──────────┤"
                                + "   PaymentRefused: POINTS_SHORT");
    }

    @Test
    void anAnswerWithoutEffectIsDrawnWithABrokenLine() {
        assertThat(
                        lanes.draw(
                                List.of(
                                        entry(
                                                0,
                                                "user.verify",
                                                Direction.IGNORED,
                                                "UserVerified",
                                                "late"))))
                .last()
                .isEqualTo(
                        "      0 ms    │◀╌╌╌╌╌╌╌╌╌┤          │          │   ignored UserVerified: late");
    }

    @Test
    void aStepOfNoKnownServiceIsDrawnAtTheOrchestrator() {
        assertThat(lanes.draw(List.of(received(0, "unknown", "ErrorEventMessage", ""))))
                .last()
                .isEqualTo("      0 ms    ●          │          │          │   ErrorEventMessage");
    }

    @Test
    void noLineIsWiderThanATerminal() {
        assertThat(
                        lanes.draw(
                                List.of(
                                        received(
                                                99_999_999,
                                                "payment.pay",
                                                "PaymentRefused",
                                                "very ".repeat(50)))))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(Lanes.WIDTH))
                .last()
                .asString()
                .endsWith("…");
    }

    private static TimelineEntry local(int millis, String step, String outcome) {
        return entry(millis, step, Direction.LOCAL, outcome, "");
    }

    private static TimelineEntry sent(int millis, String step, String outcome) {
        return entry(millis, step, Direction.SENT, outcome, "");
    }

    private static TimelineEntry received(int millis, String step, String outcome, String reason) {
        return entry(millis, step, Direction.RECEIVED, outcome, reason);
    }

    private static TimelineEntry entry(
            int millis, String step, Direction direction, String outcome, String reason) {
        return new TimelineEntry(
                Optional.of(START.plusMillis(millis)), step, direction, outcome, reason);
    }
}
