package dev.ordersaga.kitchen.domain;

import static dev.ordersaga.kitchen.domain.TicketStatus.APPROVED;
import static dev.ordersaga.kitchen.domain.TicketStatus.CANCELLED;
import static dev.ordersaga.kitchen.domain.TicketStatus.PICKED_UP;
import static dev.ordersaga.kitchen.domain.TicketStatus.READY;
import static dev.ordersaga.kitchen.domain.TicketStatus.REJECTED;
import static dev.ordersaga.kitchen.domain.TicketStatus.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.kitchen.domain.Transition.Made;
import dev.ordersaga.kitchen.domain.Transition.MadeBefore;
import dev.ordersaga.kitchen.domain.Transition.Refused;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class TicketTest {

    private static final UUID ORDER = UUID.fromString("01990000-0000-7000-8000-000000000001");
    private static final Instant BEFORE = Instant.parse("2026-01-02T11:00:00Z");
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final List<TicketItem> ITEMS = List.of(item(123, 4, 9_000));

    @Test
    void aPendingTicketIsRejected() {
        assertThat(pending().reject(NOON)).isEqualTo(new Made(moved(REJECTED)));
    }

    @ParameterizedTest
    @EnumSource(names = {"REJECTED", "CANCELLED"})
    void aDeadTicketStaysAsItIs(TicketStatus status) {
        assertThat(in(status).reject(NOON)).isEqualTo(new MadeBefore(in(status)));
        assertThat(in(status).cancel(NOON)).isEqualTo(new MadeBefore(in(status)));
    }

    @Test
    void anApprovedTicketIsCancelled() {
        assertThat(in(APPROVED).cancel(NOON)).isEqualTo(new Made(moved(CANCELLED)));
    }

    @Test
    void aTicketThatIsCancelledBeforeItsApprovalIsNeverApproved() {
        assertThat(pending().cancel(NOON)).isEqualTo(new Made(moved(REJECTED)));
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTED", "READY", "PICKED_UP"})
    void onceCookingHasBegunATicketIsNotCancelled(TicketStatus status) {
        assertThat(in(status).cancel(NOON)).isEqualTo(new Refused(in(status)));
    }

    @ParameterizedTest
    @EnumSource(names = {"APPROVED", "STARTED", "READY", "PICKED_UP"})
    void afterThePivotATicketIsNotRejected(TicketStatus status) {
        assertThat(in(status).reject(NOON)).isEqualTo(new Refused(in(status)));
    }

    @Test
    void aTombstoneIsRejectedFromTheBeginningAndHasNoPrice() {
        Ticket tombstone = Ticket.tombstone(ORDER, NOON);

        assertThat(tombstone.status()).isEqualTo(REJECTED);
        assertThat(tombstone.reject(NOON)).isEqualTo(new MadeBefore(tombstone));
        assertThat(tombstone.approve(NOON)).isEqualTo(new Refused(tombstone));
        assertThat(tombstone.total()).isEmpty();
        assertThat(tombstone.portions()).isEmpty();
    }

    @Test
    void aPendingTicketIsApproved() {
        assertThat(pending().approve(NOON)).isEqualTo(new Made(moved(APPROVED)));
    }

    @ParameterizedTest
    @EnumSource(names = {"APPROVED", "STARTED", "READY", "PICKED_UP"})
    void aTicketIsApprovedOnce(TicketStatus status) {
        assertThat(in(status).approve(NOON)).isEqualTo(new MadeBefore(in(status)));
    }

    @ParameterizedTest
    @EnumSource(names = {"REJECTED", "CANCELLED"})
    void aDeadTicketIsNotApproved(TicketStatus status) {
        assertThat(in(status).approve(NOON)).isEqualTo(new Refused(in(status)));
    }

    @Test
    void anApprovedTicketIsStartedMadeReadyAndPickedUp() {
        assertThat(in(APPROVED).start(NOON)).isEqualTo(new Made(moved(STARTED)));
        assertThat(in(STARTED).ready(NOON)).isEqualTo(new Made(moved(READY)));
        assertThat(in(READY).pickUp(NOON)).isEqualTo(new Made(moved(PICKED_UP)));
    }

    @ParameterizedTest
    @EnumSource(names = "APPROVED", mode = Mode.EXCLUDE)
    void onlyAnApprovedTicketIsStarted(TicketStatus status) {
        assertThat(in(status).start(NOON)).isEqualTo(new Refused(in(status)));
    }

    @ParameterizedTest
    @EnumSource(names = "STARTED", mode = Mode.EXCLUDE)
    void onlyAStartedTicketBecomesReady(TicketStatus status) {
        assertThat(in(status).ready(NOON)).isEqualTo(new Refused(in(status)));
    }

    @ParameterizedTest
    @EnumSource(names = "READY", mode = Mode.EXCLUDE)
    void onlyAReadyTicketIsPickedUp(TicketStatus status) {
        assertThat(in(status).pickUp(NOON)).isEqualTo(new Refused(in(status)));
    }

    @Test
    void itsTotalIsTheSumOfItsItems() {
        Ticket ticket =
                Ticket.create(ORDER, List.of(item(123, 4, 9_000), item(124, 5, 8_000)), NOON);

        assertThat(ticket.total()).contains(new Money(76_000, "KRW"));
    }

    @Test
    void aTotalThatNoLongHoldsIsNotATotal() {
        Ticket ticket = Ticket.create(ORDER, List.of(item(123, 2, Long.MAX_VALUE)), NOON);

        assertThatThrownBy(ticket::total).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void itsPortionsAreSummedByProductInTheOrderOfTheProducts() {
        Ticket ticket =
                Ticket.create(
                        ORDER,
                        List.of(item(124, 1, 8_000), item(123, 2, 9_000), item(124, 3, 8_000)),
                        NOON);

        assertThat(ticket.portions()).containsExactly(new Portions(123, 2), new Portions(124, 4));
    }

    @Test
    void aTicketWithoutItemsIsNotCreated() {
        assertThatThrownBy(() -> Ticket.create(ORDER, List.of(), NOON))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Ticket pending() {
        return Ticket.create(ORDER, ITEMS, BEFORE);
    }

    private static Ticket in(TicketStatus status) {
        return new Ticket(ORDER, status, ITEMS, BEFORE, BEFORE);
    }

    private static Ticket moved(TicketStatus status) {
        return new Ticket(ORDER, status, ITEMS, BEFORE, NOON);
    }

    private static TicketItem item(long productId, int amount, long price) {
        return new TicketItem(productId, "Product", amount, new Money(price, "KRW"));
    }
}
