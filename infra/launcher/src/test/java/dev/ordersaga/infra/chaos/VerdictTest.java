package dev.ordersaga.infra.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.infra.audit.Books;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final Map<Long, Long> OPENING = Map.of(1L, 1_000L);

    @Test
    void aRightWorldHasNothingLostAndNothingDoubled() {
        Verdict verdict =
                judged(
                        books(
                                Map.of("a", "APPROVED", "b", "REJECTED", "c", "CANCELLED"),
                                Map.of("a", 1, "b", 1),
                                Map.of("b", 1),
                                700,
                                300));

        assertThat(verdict.ended()).isEqualTo(3);
        assertThat(verdict.lost()).isEmpty();
        assertThat(verdict.doubled()).isEmpty();
        assertThat(verdict.drift()).isZero();
    }

    @Test
    void anAcceptedOrderThatDoesNotExistIsLost() {
        Verdict verdict =
                judged(
                        books(
                                Map.of("a", "APPROVED", "b", "REJECTED"),
                                Map.of(),
                                Map.of(),
                                700,
                                300));

        assertThat(verdict.lost()).containsExactly("c NOT THERE");
        assertThat(verdict.ended()).isEqualTo(2);
    }

    @Test
    void anAcceptedOrderThatHasNotEndedIsLost() {
        Verdict verdict =
                judged(
                        books(
                                Map.of("a", "APPROVED", "b", "PENDING", "c", "CANCEL_PENDING"),
                                Map.of(),
                                Map.of(),
                                700,
                                300));

        assertThat(verdict.lost()).containsExactly("b PENDING", "c CANCEL_PENDING");
    }

    @Test
    void anOrderThatWasChargedTwiceIsDoubled() {
        assertThat(judged(books(ended(), Map.of("a", 2), Map.of(), 700, 300)).doubled())
                .containsExactly("a charged 2 times");
    }

    @Test
    void anOrderThatWasRefundedTwiceIsDoubled() {
        assertThat(judged(books(ended(), Map.of("a", 1), Map.of("a", 2), 700, 300)).doubled())
                .containsExactly("a refunded 2 times");
    }

    @Test
    void pointsThatAreGoneWithoutAnApprovedOrderAreDrift() {
        assertThat(judged(books(ended(), Map.of(), Map.of(), 690, 300)).drift()).isEqualTo(10);
    }

    @Test
    void pointsThatAreThereAlthoughTheyWereSpentAreDrift() {
        assertThat(judged(books(ended(), Map.of(), Map.of(), 1_000, 300)).drift()).isEqualTo(300);
    }

    @Test
    void whatOneHasTooMuchDoesNotMakeUpForWhatAnotherHasTooLittle() {
        Books books =
                new Books(ended(), Map.of(), Map.of(), Map.of(1L, 690L, 2L, 10L), Map.of(1L, 300L));

        assertThat(Verdict.of(Set.of(), Map.of(1L, 1_000L, 2L, 0L), books).drift()).isEqualTo(20);
    }

    private static Verdict judged(Books books) {
        return Verdict.of(Set.of("a", "b", "c"), OPENING, books);
    }

    private static Map<String, String> ended() {
        return Map.of("a", "APPROVED", "b", "REJECTED", "c", "CANCELLED");
    }

    private static Books books(
            Map<String, String> orders,
            Map<String, Integer> charges,
            Map<String, Integer> refunds,
            long balance,
            long spent) {
        return new Books(orders, charges, refunds, Map.of(1L, balance), Map.of(1L, spent));
    }
}
