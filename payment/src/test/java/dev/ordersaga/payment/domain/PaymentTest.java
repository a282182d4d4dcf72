package dev.ordersaga.payment.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentTest {

    private static final UUID PAYMENT = UUID.fromString("01990000-0000-7000-8000-000000000003");
    private static final UUID ORDER = UUID.fromString("01990000-0000-7000-8000-000000000002");
    private static final Instant BEGUN = Instant.parse("2026-01-02T12:00:00Z");
    private static final Instant NOW = BEGUN.plusSeconds(1);

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    PENDING,   refund,   REFUNDING
                    COMPLETED, refund,   REFUNDING
                    FAILED,    refund,
                    REFUNDING, refund,
                    REFUNDED,  refund,
                    PENDING,   refunded,
                    COMPLETED, refunded,
                    FAILED,    refunded,
                    REFUNDING, refunded, REFUNDED
                    REFUNDED,  refunded,
                    PENDING,   fail,     FAILED
                    COMPLETED, fail,
                    FAILED,    fail,
                    REFUNDING, fail,
                    REFUNDED,  fail,
                    PENDING,   complete, COMPLETED
                    COMPLETED, complete,
                    FAILED,    complete,
                    REFUNDING, complete,
                    REFUNDED,  complete,
                    """)
    void becomesOnlyWhatItMay(PaymentStatus from, String transition, PaymentStatus to) {
        Payment payment = in(from);
        UnaryOperator<Payment> change = transition(transition);
        if (to == null) {
            assertThatExceptionOfType(IllegalTransition.class)
                    .isThrownBy(() -> change.apply(payment))
                    .satisfies(fault -> assertThat(fault.from()).isEqualTo(from))
                    .satisfies(fault -> assertThat(fault.paymentId()).isEqualTo(PAYMENT));
        } else {
            Payment changed = change.apply(payment);
            assertThat(changed.status()).isEqualTo(to);
            assertThat(changed.updatedAt()).isEqualTo(NOW);
            assertThat(changed.createdAt()).isEqualTo(BEGUN);
        }
    }

    @Test
    void aRefundedPaymentKnowsWhetherItWasEverCharged() {
        assertThat(in(PaymentStatus.COMPLETED).refund(NOW).refunded(NOW).charged()).isTrue();
        assertThat(in(PaymentStatus.PENDING).refund(NOW).refunded(NOW).charged()).isFalse();
    }

    @Test
    void aTombstoneIsRefundedAndWasNeverCharged() {
        Payment tombstone = Payment.tombstone(PAYMENT, ORDER, NOW);
        assertThat(tombstone.status()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(tombstone.charged()).isFalse();
        assertThat(tombstone.price().amount()).isZero();
    }

    @Test
    void aFailedPaymentSaysWhy() {
        assertThat(in(PaymentStatus.FAILED).reason()).isEqualTo(FailureReason.POINTS_SHORT);
    }

    @Test
    void onlyAFailedPaymentHasAReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new Payment(
                                        PAYMENT,
                                        ORDER,
                                        1,
                                        "Kim",
                                        Money.NONE,
                                        PaymentStatus.PENDING,
                                        FailureReason.NO_ACCOUNT,
                                        false,
                                        BEGUN,
                                        BEGUN));
    }

    @Test
    void anAmountIsNeverNegative() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Money(-1, "KRW"));
    }

    private static Payment in(PaymentStatus status) {
        Payment pending =
                Payment.pending(PAYMENT, ORDER, 1, "Kim", new Money(44_000, "KRW"), BEGUN);
        return switch (status) {
            case PENDING -> pending;
            case COMPLETED -> pending.complete(BEGUN);
            case FAILED -> pending.fail(FailureReason.POINTS_SHORT, BEGUN);
            case REFUNDING -> pending.complete(BEGUN).refund(BEGUN);
            case REFUNDED -> pending.complete(BEGUN).refund(BEGUN).refunded(BEGUN);
        };
    }

    private static UnaryOperator<Payment> transition(String name) {
        return switch (name) {
            case "complete" -> payment -> payment.complete(NOW);
            case "fail" -> payment -> payment.fail(FailureReason.NO_ACCOUNT, NOW);
            case "refund" -> payment -> payment.refund(NOW);
            case "refunded" -> payment -> payment.refunded(NOW);
            case String other -> throw new IllegalArgumentException(other);
        };
    }
}
