package dev.ordersaga.user.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransferTest {

    private static final long KIM = 1;
    private static final UUID ID = UUID.fromString("01930000-0000-7000-8000-000000000001");
    private static final UUID PAYMENT = UUID.fromString("01930000-0000-7000-8000-0000000000aa");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final PointsUse.Used USE =
            new PointsUse.Used(PAYMENT, KIM, new Money(700, "KRW"));

    static Stream<Transfer> everyKind() {
        return Stream.of(
                Transfer.restore(ID, USE.restore(), NOON),
                Transfer.use(ID, USE, NOON),
                Transfer.credit(ID, KIM, new Money(1000, "KRW"), "welcome", NOON));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void postingsOfEachTransferSumToZero(Transfer transfer) {
        assertThat(transfer.postings()).isNotEmpty();
        assertThat(transfer.postings().stream().mapToLong(Posting::amount).sum()).isZero();
    }

    @Test
    void aRestoreIsTheReverseOfItsUse() {
        List<Posting> reversed =
                Transfer.use(ID, USE, NOON).postings().stream()
                        .map(line -> new Posting(line.account(), -line.amount(), line.currency()))
                        .toList();

        assertThat(Transfer.restore(ID, USE.restore(), NOON).postings())
                .containsExactlyInAnyOrderElementsOf(reversed);
    }

    @Test
    void aUseTakesFromTheUserWhatItSpends() {
        assertThat(Transfer.use(ID, USE, NOON).postings())
                .containsExactlyInAnyOrder(
                        new Posting(LedgerAccount.ofUser(KIM), -700, "KRW"),
                        new Posting(LedgerAccount.SPENT, 700, "KRW"));
    }

    @Test
    void aCreditGivesToTheUserWhatIsIssued() {
        assertThat(Transfer.credit(ID, KIM, new Money(1000, "KRW"), "welcome", NOON).postings())
                .containsExactlyInAnyOrder(
                        new Posting(LedgerAccount.ISSUED, -1000, "KRW"),
                        new Posting(LedgerAccount.ofUser(KIM), 1000, "KRW"));
    }

    @Test
    void aTransferThatIsOutOfBalanceCannotBeMade() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                transfer(
                                        new Posting(LedgerAccount.ofUser(KIM), -700, "KRW"),
                                        new Posting(LedgerAccount.SPENT, 699, "KRW")));
    }

    @Test
    void oneCurrencyDoesNotBalanceAnother() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                transfer(
                                        new Posting(LedgerAccount.ofUser(KIM), -700, "KRW"),
                                        new Posting(LedgerAccount.SPENT, 700, "JPY")));
    }

    private static Transfer transfer(Posting... postings) {
        return new Transfer(
                ID, Transfer.Kind.USE, KIM, PAYMENT.toString(), NOON, List.of(postings));
    }
}
