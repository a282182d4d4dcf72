package dev.ordersaga.user.application;

import dev.ordersaga.contracts.UserCommand;
import dev.ordersaga.contracts.UserReply;
import dev.ordersaga.contracts.UserReply.PointsRefusal;
import dev.ordersaga.contracts.UserReply.PointsRefused;
import dev.ordersaga.contracts.UserReply.PointsUsed;
import dev.ordersaga.messaging.Ids;
import dev.ordersaga.user.domain.Money;
import dev.ordersaga.user.domain.PointsAccount;
import dev.ordersaga.user.domain.PointsUse;
import dev.ordersaga.user.domain.PointsUse.Restored;
import dev.ordersaga.user.domain.PointsUse.Tombstone;
import dev.ordersaga.user.domain.PointsUse.Used;
import dev.ordersaga.user.domain.Transfer;
import java.time.Clock;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Takes the price of a payment from the user's points, once per payment. A payment that has them
 * already is told so again; one whose points were given back, before or after they were used, is
 * refused.
 */
public final class UsePoints {

    private final PointsUses uses;
    private final PointsAccounts accounts;
    private final Ledger ledger;
    private final Clock clock;

    public UsePoints(PointsUses uses, PointsAccounts accounts, Ledger ledger, Clock clock) {
        this.uses = uses;
        this.accounts = accounts;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Runs in the transaction of the command. */
    public Mono<UserReply> handle(UserCommand.UsePoints command) {
        return uses.find(command.paymentId())
                .map(UsePoints::again)
                .switchIfEmpty(Mono.defer(() -> firstTime(use(command))));
    }

    private static Used use(UserCommand.UsePoints command) {
        Money price = new Money(command.price().amount(), command.price().currency());
        return new Used(command.paymentId(), command.userId(), price);
    }

    private static UserReply again(PointsUse known) {
        return switch (known) {
            case Used use -> new PointsUsed(use.paymentId());
            case Restored use -> refused(use, PointsRefusal.CANCELLED);
            case Tombstone use -> refused(use, PointsRefusal.CANCELLED);
        };
    }

    private Mono<UserReply> firstTime(Used use) {
        return accounts.find(use.userId())
                .filter(account -> account.takes(use.price()))
                .flatMap(account -> decide(use, account.debit(use.price())))
                .defaultIfEmpty(refused(use, PointsRefusal.NO_ACCOUNT));
    }

    private Mono<UserReply> decide(Used use, Optional<PointsAccount> debited) {
        return debited.map(account -> used(use, account))
                .orElseGet(() -> Mono.just(refused(use, PointsRefusal.POINTS_SHORT)));
    }

    private Mono<UserReply> used(Used use, PointsAccount debited) {
        return accounts.save(debited)
                .then(uses.save(use))
                .then(ledger.post(Transfer.use(Ids.timeOrdered(), use, clock.instant())))
                .thenReturn(new PointsUsed(use.paymentId()));
    }

    private static UserReply refused(PointsUse use, PointsRefusal reason) {
        return new PointsRefused(use.paymentId(), reason);
    }
}
