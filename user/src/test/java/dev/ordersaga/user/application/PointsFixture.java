package dev.ordersaga.user.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.Money;
import dev.ordersaga.contracts.UserCommand;
import dev.ordersaga.contracts.UserReply;
import dev.ordersaga.user.domain.LedgerAccount;
import dev.ordersaga.user.domain.Transfer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Kim, who has 1000 KRW of points, and one payment of 700 KRW. */
final class PointsFixture {

    static final long KIM = 1;
    static final long NOBODY = 3;
    static final UUID PAYMENT = UUID.fromString("01930000-0000-7000-8000-0000000000aa");
    static final Clock NOON = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

    final InMemoryPointsUses uses = new InMemoryPointsUses();
    final InMemoryPointsAccounts accounts = new InMemoryPointsAccounts().with(KIM, 1000);
    final InMemoryLedger ledger = new InMemoryLedger();
    private final UsePoints usePoints = new UsePoints(uses, accounts, ledger, NOON);
    private final RestorePoints restorePoints = new RestorePoints(uses, accounts, ledger, NOON);

    Mono<UserReply> use() {
        return use(KIM, 700, "KRW");
    }

    Mono<UserReply> use(long userId, long amount, String currency) {
        return usePoints.handle(
                new UserCommand.UsePoints(PAYMENT, userId, new Money(amount, currency)));
    }

    Mono<UserReply> restore() {
        return restorePoints.handle(new UserCommand.RestorePoints(PAYMENT, KIM));
    }

    /** What Kim has, and the transfers that led there since the 1000. */
    void assertKimHas(long balance, Transfer.Kind... transfers) {
        assertThat(accounts.find(KIM).map(account -> account.balance().amount()).block())
                .isEqualTo(balance);
        assertThat(ledger.kinds()).containsExactly(transfers);
        assertThat(1000 + ledger.sum(LedgerAccount.ofUser(KIM))).isEqualTo(balance);
        assertThat(ledger.sum(LedgerAccount.SPENT)).isEqualTo(1000 - balance);
    }
}
