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

    static Stream<Order> ended() {
        return Stream.of(PENDING.approve(LATER), PENDING.reject(RejectReason.USER_UNKNOWN, LATER));
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
