package dev.ordersaga.infra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.infra.audit.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    @Test
    void areCountedByReasonWhateverTheirQueueAndPlace() {
        DeadLetters dead =
                DeadLetters.in(
                        List.of(
                                new Finding("something else", 0, List.of(), List.of()),
                                new Finding(
                                        "every dead letter tells its reason",
                                        0,
                                        List.of(),
                                        List.of(
                                                "2 × user.commands.dead: unreadable: no message: Odd at byte 7",
                                                "1 × order.replies.dead: unreadable: no message: Odd at byte -1",
                                                "4 × payment.commands.dead: gave up after 4 attempts: Fault"))));

        assertThat(dead.number()).isEqualTo(7);
        assertThat(dead.lines())
                .containsExactly(
                        "4 × gave up after 4 attempts: Fault", "3 × unreadable: no message");
    }
}
