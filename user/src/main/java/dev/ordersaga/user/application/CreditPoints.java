package dev.ordersaga.user.application;

import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.user.domain.Money;
import dev.ordersaga.user.domain.PointsAccount;
import dev.ordersaga.user.domain.Transfer;
import java.time.Clock;
import reactor.core.publisher.Mono;

/** Gives points to a user, once per reference. */
public final class CreditPoints {

    /** How it ended. */
    public sealed interface Outcome {

        /** The user has been given the amount, now or under the same reference earlier. */
        record Credited(PointsAccount account) implements Outcome {}

        /** Another amount was given under the reference; nothing was changed. */
        record ReferenceTaken(String reference, Money credited) implements Outcome {}

        /** There is no such user. */
        record NoAccount(long userId) implements Outcome {}
    }

    private final PointsAccounts accounts;
    private final Ledger ledger;
    private final Transactions transactions;
    private final Clock clock;

    public CreditPoints(
            PointsAccounts accounts, Ledger ledger, Transactions transactions, Clock clock) {
        this.accounts = accounts;
        this.ledger = ledger;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * The account is locked first, so that of two with one reference the later sees the earlier.
     *
     * @param amount positive, in minor units of the account's currency
     */
    public Mono<Outcome> credit(long userId, long amount, String reference) {
        return transactions.run(
                accounts.find(userId)
                        .flatMap(account -> credit(account, amount, reference))
                        .defaultIfEmpty(new Outcome.NoAccount(userId)));
    }

    private Mono<Outcome> credit(PointsAccount account, long amount, String reference) {
        Money money = new Money(amount, account.balance().currency());
        return ledger.credited(account.userId(), reference)
                .<Outcome>map(
                        known ->
                                known.equals(money)
                                        ? new Outcome.Credited(account)
                                        : new Outcome.ReferenceTaken(reference, known))
                .switchIfEmpty(Mono.defer(() -> post(account.credit(money), money, reference)));
    }

    private Mono<Outcome> post(PointsAccount credited, Money money, String reference) {
        Transfer transfer =
                Transfer.credit(
                        Ids.timeOrdered(), credited.userId(), money, reference, clock.instant());
        return accounts.save(credited)
                .then(ledger.post(transfer))
                .thenReturn(new Outcome.Credited(credited));
    }
}
