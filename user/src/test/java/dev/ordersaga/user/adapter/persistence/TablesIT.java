package dev.ordersaga.user.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.messaging.store.CountMismatch;
import dev.ordersaga.user.RunningUserService;
import dev.ordersaga.user.application.Ledger;
import dev.ordersaga.user.application.PointsAccounts;
import dev.ordersaga.user.application.PointsUses;
import dev.ordersaga.user.application.Users;
import dev.ordersaga.user.domain.Money;
import dev.ordersaga.user.domain.PointsAccount;
import dev.ordersaga.user.domain.PointsStatement.Entry;
import dev.ordersaga.user.domain.PointsStatement.Place;
import dev.ordersaga.user.domain.PointsUse;
import dev.ordersaga.user.domain.Standing;
import dev.ordersaga.user.domain.Transfer;
import dev.ordersaga.user.domain.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class TablesIT extends RunningUserService {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123456Z");

    private final long kim = Ids.number();
    private final UUID payment = Ids.timeOrdered();
    private final PointsUse.Used use = new PointsUse.Used(payment, kim, new Money(700, "KRW"));

    @Autowired private Transactions transactions;
    @Autowired private Users users;
    @Autowired private PointsUses uses;
    @Autowired private PointsAccounts accounts;
    @Autowired private Ledger ledger;
    @Autowired private DatabaseClient db;

    @ParameterizedTest
    @ValueSource(strings = {"Kim", "김민준", "Zoë 🍜"})
    void aUserIsReadAsItWasSaved(String name) {
        User user = User.register(kim, name);

        StepVerifier.create(savedAndRead(user)).expectNext(user).verifyComplete();
        StepVerifier.create(savedAndRead(user.become(Standing.ABNORMAL)))
                .expectNext(user.become(Standing.ABNORMAL))
                .verifyComplete();
    }

    @Test
    void whatBecameOfPointsIsReadAsItWasSaved() {
        StepVerifier.create(savedAndFound(use)).expectNext(use).verifyComplete();
        StepVerifier.create(savedAndFound(use.restore()))
                .expectNext(use.restore())
                .verifyComplete();
    }

    @Test
    void aTombstoneIsReadAsItWasSaved() {
        PointsUse.Tombstone tombstone = new PointsUse.Tombstone(payment, kim);

        StepVerifier.create(savedAndFound(tombstone)).expectNext(tombstone).verifyComplete();
    }

    @Test
    void anAccountIsReadAsItWasSaved() {
        openWith(1000);
        PointsAccount all = new PointsAccount(kim, new Money(1000, "KRW"));

        StepVerifier.create(accounts.read(kim)).expectNext(all).verifyComplete();
        StepVerifier.create(savedAndRead(all.debit(all.balance()).orElseThrow()))
                .expectNext(PointsAccount.open(kim, "KRW"))
                .verifyComplete();
        StepVerifier.create(savedAndRead(all)).expectNext(all).verifyComplete();
    }

    @Test
    void aUserHasOneAccount() {
        openWith(1000);

        StepVerifier.create(transactions.run(accounts.open(PointsAccount.open(kim, "JPY"))))
                .verifyError(DuplicateKeyException.class);
        StepVerifier.create(accounts.read(kim + 1)).verifyComplete();
    }

    @Test
    void pointsThatWereTakenPastTheLockAreNotTakenAgain() {
        openWith(1000);
        Money amount = new Money(700, "KRW");
        Mono<Void> past =
                db.sql("UPDATE points_account SET balance = 600 WHERE user_id = " + kim).then();
        Mono<Void> work =
                accounts.find(kim)
                        .flatMap(
                                account ->
                                        past.then(
                                                accounts.save(
                                                        account.debit(amount).orElseThrow())));

        StepVerifier.create(transactions.run(work)).verifyError(CountMismatch.class);
        StepVerifier.create(accounts.read(kim))
                .expectNext(new PointsAccount(kim, new Money(1000, "KRW")))
                .verifyComplete();
    }

    @Test
    void theDatabaseItselfRefusesANegativeBalance() {
        openWith(1000);

        db.sql("UPDATE points_account SET balance = balance - 1001 WHERE user_id = " + kim)
                .then()
                .as(StepVerifier::create)
                .verifyError();
        StepVerifier.create(accounts.read(kim))
                .expectNext(new PointsAccount(kim, new Money(1000, "KRW")))
                .verifyComplete();
    }

    @Test
    void theLedgerTellsWhatWasCreditedUnderAReference() {
        post(Transfer.credit(Ids.timeOrdered(), kim, new Money(1000, "KRW"), "welcome", NOON));

        StepVerifier.create(ledger.credited(kim, "welcome"))
                .expectNext(new Money(1000, "KRW"))
                .verifyComplete();
        StepVerifier.create(ledger.credited(kim, "WELCOME")).verifyComplete();
        StepVerifier.create(ledger.credited(kim + 1, "welcome")).verifyComplete();
    }

    @Test
    void theEntriesAreTheUsersOwnSideNewestFirst() {
        String reference = payment.toString();
        post(Transfer.credit(Ids.timeOrdered(), kim, new Money(1000, "KRW"), "welcome", NOON));
        post(Transfer.use(Ids.timeOrdered(), use, NOON.plusSeconds(1)));
        post(Transfer.restore(Ids.timeOrdered(), use.restore(), NOON.plusSeconds(2)));

        assertThat(entries(null, 100))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("transferId")
                .containsExactly(
                        entry(2, Transfer.Kind.RESTORE, 700, reference),
                        entry(1, Transfer.Kind.USE, -700, reference),
                        entry(0, Transfer.Kind.CREDIT, 1000, "welcome"));
        assertThat(entries(null, 1)).hasSize(1);
    }

    @Test
    void pageAfterPageShowsEveryEntryOnceAlsoThoseOfOneInstant() {
        for (int number = 0; number < 9; number++) {
            Money one = new Money(1, "KRW");
            Instant at = NOON.plusSeconds(number / 4);
            post(Transfer.credit(UUID.randomUUID(), kim, one, "gift " + number, at));
        }
        post(Transfer.credit(Ids.timeOrdered(), kim + 1, new Money(1, "KRW"), "other", NOON));
        List<Entry> all = entries(null, 100);
        assertThat(all).hasSize(9);

        List<Entry> paged = new ArrayList<>(entries(null, 2));
        for (List<Entry> page = paged; !page.isEmpty(); paged.addAll(page)) {
            page = entries(paged.getLast().place(), 2);
        }

        assertThat(paged).isEqualTo(all);
    }

    private List<Entry> entries(Place before, int limit) {
        return ledger.entries(kim, before, limit).collectList().block();
    }

    @Test
    void theLedgerRefusesToUseThePointsOfAPaymentTwice() {
        post(Transfer.use(Ids.timeOrdered(), use, NOON));

        StepVerifier.create(posted(Transfer.use(Ids.timeOrdered(), use, NOON)))
                .verifyError(DuplicateKeyException.class);
        assertThat(entries(null, 100)).hasSize(1);
    }

    private void openWith(long balance) {
        transactions.run(accounts.open(new PointsAccount(kim, new Money(balance, "KRW")))).block();
    }

    private void post(Transfer transfer) {
        posted(transfer).block();
    }

    private Mono<Void> posted(Transfer transfer) {
        return transactions.run(ledger.post(transfer));
    }

    private Mono<User> savedAndRead(User user) {
        return transactions
                .run(users.find(kim).then(users.save(user)))
                .then(Mono.defer(() -> users.read(kim)));
    }

    private Mono<PointsAccount> savedAndRead(PointsAccount account) {
        return transactions
                .run(accounts.find(kim).then(accounts.save(account)))
                .then(Mono.defer(() -> accounts.read(kim)));
    }

    private Mono<PointsUse> savedAndFound(PointsUse state) {
        return transactions
                .run(uses.find(payment).then(uses.save(state)))
                .then(Mono.defer(() -> transactions.run(uses.find(payment))));
    }

    private static Entry entry(int second, Transfer.Kind kind, long amount, String reference) {
        return new Entry(Ids.timeOrdered(), NOON.plusSeconds(second), kind, amount, reference);
    }
}
