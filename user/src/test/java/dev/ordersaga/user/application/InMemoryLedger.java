package dev.ordersaga.user.application;

import dev.ordersaga.user.domain.LedgerAccount;
import dev.ordersaga.user.domain.Money;
import dev.ordersaga.user.domain.PointsStatement.Entry;
import dev.ordersaga.user.domain.PointsStatement.Place;
import dev.ordersaga.user.domain.Posting;
import dev.ordersaga.user.domain.Transfer;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

final class InMemoryLedger implements Ledger {

    private final List<Transfer> transfers = new ArrayList<>();
    private boolean broken;

    /** From now on nothing can be posted. */
    void breakDown() {
        broken = true;
    }

    List<Transfer.Kind> kinds() {
        return transfers.stream().map(Transfer::kind).toList();
    }

    long sum(LedgerAccount account) {
        return transfers.stream()
                .flatMap(transfer -> transfer.postings().stream())
                .filter(posting -> posting.account().equals(account))
                .mapToLong(Posting::amount)
                .sum();
    }

    @Override
    public Mono<Void> post(Transfer transfer) {
        return Mono.fromRunnable(
                () -> {
                    if (broken) {
                        throw new IllegalStateException("the ledger is out of reach");
                    }
                    transfers.add(transfer);
                });
    }

    @Override
    public Mono<Money> credited(long userId, String reference) {
        return Flux.fromIterable(transfers)
                .filter(transfer -> transfer.kind() == Transfer.Kind.CREDIT)
                .filter(transfer -> transfer.userId() == userId)
                .filter(transfer -> transfer.reference().equals(reference))
                .map(transfer -> new Money(own(transfer).amount(), own(transfer).currency()))
                .next();
    }

    @Override
    public Flux<Entry> entries(long userId, Place before, int limit) {
        return Flux.fromIterable(transfers.reversed())
                .filter(transfer -> transfer.userId() == userId)
                .filter(transfer -> before == null || transfer.at().isBefore(before.at()))
                .take(limit)
                .map(
                        transfer ->
                                new Entry(
                                        transfer.id(),
                                        transfer.at(),
                                        transfer.kind(),
                                        own(transfer).amount(),
                                        transfer.reference()));
    }

    private static Posting own(Transfer transfer) {
        LedgerAccount account = LedgerAccount.ofUser(transfer.userId());
        return transfer.postings().stream()
                .filter(posting -> posting.account().equals(account))
                .findFirst()
                .orElseThrow();
    }
}
