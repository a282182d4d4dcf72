package dev.ordersaga.user.application;

import dev.ordersaga.contracts.UserCommand;
import dev.ordersaga.contracts.UserReply;
import dev.ordersaga.contracts.UserReply.UserRefusal;
import dev.ordersaga.contracts.UserReply.UserRefused;
import dev.ordersaga.contracts.UserReply.UserVerified;
import dev.ordersaga.user.domain.User;
import reactor.core.publisher.Mono;

/** Says whether a user may order now. Without effect, so it may be asked any number of times. */
public final class VerifyUser {

    private final Users users;

    public VerifyUser(Users users) {
        this.users = users;
    }

    /** Runs in the transaction of the command. */
    public Mono<UserReply> handle(UserCommand.VerifyUser command) {
        return users.view(command.userId())
                .map(VerifyUser::answer)
                .defaultIfEmpty(new UserRefused(command.userId(), UserRefusal.USER_UNKNOWN));
    }

    private static UserReply answer(User user) {
        return switch (user.standing()) {
            case NORMAL -> new UserVerified(user.userId(), user.name());
            case ABNORMAL -> new UserRefused(user.userId(), UserRefusal.USER_ABNORMAL);
        };
    }
}
