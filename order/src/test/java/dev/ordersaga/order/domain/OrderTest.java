package dev.ordersaga.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OrderTest {

    private static final Instant PLACED = Instant.parse("2026-01-02T12:00:00Z");
    private static final Instant LATER = PLACED.plusSeconds(1);
    private static final Money TOTAL = new Money(36_000, "KRW");
    private static final List<OrderItem> PRICED = List.of(new OrderItem(123, 4, 9_000L));
    private static final Order PENDING =
            Order.place(
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    1,
                    List.of(OrderItem.unpriced(123, 4)),
                    PLACED);

    @Test
    void isRejectedWithAReason() {
        Order rejected = PENDING.reject(RejectReason.FULL_WAITING, LATER);
        assertThat(rejected.status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(rejected.rejectReason()).isEqualTo(RejectReason.FULL_WAITING);
        assertThat(rejected.updatedAt()).isEqualTo(LATER);
        assertThat(rejected.createdAt()).isEqualTo(PLACED);
    }

    @Test
    void isApprovedWithItsPrices() {
        Order approved = PENDING.priced(PRICED, TOTAL).approve(LATER);
        assertThat(approved.status()).isEqualTo(OrderStatus.APPROVED);
        assertThat(approved.totalPrice()).isEqualTo(TOTAL);
        assertThat(approved.productItems()).isEqualTo(PRICED);
        assertThat(approved.rejectReason()).isNull();
    }

    @Test
    void isCancelledOnceEverythingIsGivenBack() {
        assertThat(PENDING.approve(PLACED).isCancellable()).isTrue();
        Order pending = PENDING.approve(PLACED).requestCancel(LATER);
        assertThat(pending.status()).isEqualTo(OrderStatus.CANCEL_PENDING);
        assertThat(pending.updatedAt()).isEqualTo(LATER);
        assertThat(pending.cancel(LATER).status()).isEqualTo(OrderStatus.CANCELLED);
    }

    @Test
    void isCancelledBeforeItIsApproved() {
        assertThat(PENDING.cancel(LATER).status()).isEqualTo(OrderStatus.CANCELLED);
    }

    @Test
    void whoseCancellationIsRefusedIsApprovedAndCannotBeCancelledAgain() {
        Order kept =
                PENDING.approve(PLACED)
                        .requestCancel(PLACED)
                        .refuseCancel(CancelRefusal.COOKING_HAS_BEGUN, LATER);
        assertThat(kept.status()).isEqualTo(OrderStatus.APPROVED);
        assertThat(kept.cancelRefusal()).isEqualTo(CancelRefusal.COOKING_HAS_BEGUN);
        assertThat(kept.isCancellable()).isFalse();
        assertThatThrownBy(() -> kept.requestCancel(LATER))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isNotCancelledOnceItIsApprovedWithoutTheKitchensWord() {
        Order approved = PENDING.approve(LATER);
        assertThatThrownBy(() -> approved.cancel(LATER)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> approved.refuseCancel(CancelRefusal.COOKING_HAS_BEGUN, LATER))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> PENDING.requestCancel(LATER))
                .isInstanceOf(IllegalStateException.class);
    }

    static Stream<Order> ended() {
        return Stream.of(
                PENDING.approve(LATER),
                PENDING.reject(RejectReason.USER_UNKNOWN, LATER),
                PENDING.cancel(LATER));
    }

    @ParameterizedTest
    @MethodSource("ended")
    void staysRejectedOrCancelled(Order ended) {
        if (ended.status() != OrderStatus.APPROVED) {
            assertThatThrownBy(() -> ended.cancel(LATER)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> ended.requestCancel(LATER))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("ended")
    void doesNotChangeOnceItHasEnded(Order ended) {
        assertThatThrownBy(() -> ended.approve(LATER)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ended.reject(RejectReason.STEP_FAILED, LATER))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ended.priced(PRICED, TOTAL))
                .isInstanceOf(IllegalStateException.class);
    }
}
