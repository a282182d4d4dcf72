package dev.ordersaga.user.adapter.messaging;

import dev.ordersaga.contracts.UserCommand;
import dev.ordersaga.contracts.UserReply;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.messaging.QueueListener;
import dev.ordersaga.user.application.PointsAccounts;
import dev.ordersaga.user.application.PointsUses;
import dev.ordersaga.user.application.RestorePoints;
import dev.ordersaga.user.application.UsePoints;
import dev.ordersaga.user.application.Users;
import dev.ordersaga.user.application.VerifyUser;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Takes the commands to the service. */
public final class UserCommandListener implements QueueListener.Commands<UserCommand> {

    private final VerifyUser verifyUser;
    private final UsePoints usePoints;
    private final RestorePoints restorePoints;
    private final Users users;
    private final PointsUses uses;
    private final PointsAccounts accounts;

    public UserCommandListener(
            VerifyUser verifyUser,
            UsePoints usePoints,
            RestorePoints restorePoints,
            Users users,
            PointsUses uses,
            PointsAccounts accounts) {
        this.verifyUser = verifyUser;
        this.usePoints = usePoints;
        this.restorePoints = restorePoints;
        this.users = users;
        this.uses = uses;
        this.accounts = accounts;
    }

    @Override
    public WorkQueue queue() {
        return WorkQueue.USER_COMMANDS;
    }

    @Override
    public Class<UserCommand> accepts() {
        return UserCommand.class;
    }

    /**
     * One statement per table, always in the same order of tables and of rows, so that the batches
     * of several instances wait for each other instead of blocking each other. Users are only
     * looked at.
     */
    @Override
    public Mono<Void> prefetch(List<Incoming<UserCommand>> batch) {
        Set<Long> verified = new TreeSet<>();
        Set<UUID> payments = new TreeSet<>();
        Set<Long> payers = new TreeSet<>();
        for (Incoming<UserCommand> command : batch) {
            switch (command.body()) {
                case UserCommand.VerifyUser verify -> verified.add(verify.userId());
                case UserCommand.UsePoints use -> {
                    payments.add(use.paymentId());
                    payers.add(use.userId());
                }
                case UserCommand.RestorePoints restore -> {
                    payments.add(restore.paymentId());
                    payers.add(restore.userId());
                }
            }
        }
        return users.preview(verified)
                .then(uses.prefetch(payments))
                .then(accounts.prefetch(payers));
    }

    @Override
    public Mono<UserReply> handle(Incoming<UserCommand> command) {
        return switch (command.body()) {
            case UserCommand.VerifyUser verify -> verifyUser.handle(verify);
            case UserCommand.UsePoints use -> usePoints.handle(use);
            case UserCommand.RestorePoints restore -> restorePoints.handle(restore);
        };
    }
}
