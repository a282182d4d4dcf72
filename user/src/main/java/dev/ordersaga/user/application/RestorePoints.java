package dev.ordersaga.user.application;

import dev.ordersaga.contracts.UserCommand;
import dev.ordersaga.contracts.UserReply;
import dev.ordersaga.contracts.UserReply.PointsRestored;
import dev.ordersaga.messaging.Ids;
import dev.ordersaga.user.domain.PointsUse;
import dev.ordersaga.user.domain.PointsUse.Restored;
import dev.ordersaga.user.domain.PointsUse.Tombstone;
import dev.ordersaga.user.domain.PointsUse.Used;
import dev.ordersaga.user.domain.Transfer;
import java.time.Clock;
import reactor.core.publisher.Mono;

/**
 * Gives back the points of a payment: the compensation of {@link UsePoints}. It is never refused
 * and gives back once. Where nothing was used it leaves a tombstone, so that nothing will be.
 */
public final class RestorePoints {

    private final PointsUses uses;
    private final PointsAccounts accounts;
    private final Ledger ledger;
    private final Clock clock;

    public RestorePoints(PointsUses uses, PointsAccounts accounts, Ledger ledger, Clock clock) {
        this.uses = uses;
        this.accounts = accounts;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Runs in the transaction of the command. The points go back to whom they were taken from,
     * whatever the command says.
     */
    public Mono<UserReply> handle(UserCommand.RestorePoints command) {
        return uses.find(command.paymentId())
                .defaultIfEmpty(new Tombstone(command.paymentId(), command.userId()))
                .flatMap(this::restore)
                .thenReturn(new PointsRestored(command.paymentId()));
    }

    private Mono<Void> restore(PointsUse known) {
        return switch (known) {
            case Used use -> giveBack(use.restore());
            case Restored _ -> Mono.empty();
            case Tombstone tombstone -> uses.save(tombstone);
        };
    }

    private Mono<Void> giveBack(Restored use) {
        return accounts.find(use.userId())
                .filter(account -> account.takes(use.price()))
                .switchIfEmpty(
                        Mono.error(() -> new MissingAccount(use.userId(), use.price().currency())))
                .flatMap(account -> accounts.save(account.credit(use.price())))
                .then(uses.save(use))
                .then(ledger.post(Transfer.restore(Ids.timeOrdered(), use, clock.instant())));
    }
}
