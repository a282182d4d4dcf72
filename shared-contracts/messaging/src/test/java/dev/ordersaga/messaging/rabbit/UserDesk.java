package dev.ordersaga.messaging.rabbit;

import dev.ordersaga.contracts.Reply;
import dev.ordersaga.contracts.UserCommand;
import dev.ordersaga.contracts.UserCommand.RestorePoints;
import dev.ordersaga.contracts.UserCommand.UsePoints;
import dev.ordersaga.contracts.UserCommand.VerifyUser;
import dev.ordersaga.contracts.UserReply;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.messaging.QueueListener;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * A participant whose every command leaves one effect and is answered, unless the test has said
 * what else shall happen with a user's commands.
 */
final class UserDesk implements QueueListener.Commands<UserCommand> {

    /** What a test tells a desk before its first message. */
    interface Briefing {
        void give(UserDesk desk);
    }

    private final Effects effects;
    private final Map<Long, Function<Incoming<UserCommand>, Mono<? extends Reply>>> orders =
            new ConcurrentHashMap<>();
    private final Queue<Incoming<UserCommand>> begun = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> batches = new ConcurrentLinkedQueue<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    UserDesk(Effects effects) {
        this.effects = effects;
    }

    /** From now on, this is done with the commands about a user, after their effect. */
    void whenAsked(long userId, Function<Incoming<UserCommand>, Mono<? extends Reply>> then) {
        orders.put(userId, then);
    }

    /** Every attempt at a command, in order. */
    List<Incoming<UserCommand>> begun() {
        return List.copyOf(begun);
    }

    /** How many fresh messages each attempt at a batch had. */
    List<Integer> batches() {
        return List.copyOf(batches);
    }

    /** Everybody who has had to do with a message, before it was looked for or after. */
    Set<Thread> threads() {
        return Set.copyOf(threads);
    }

    @Override
    public WorkQueue queue() {
        return WorkQueue.USER_COMMANDS;
    }

    @Override
    public Class<UserCommand> accepts() {
        return UserCommand.class;
    }

    @Override
    public Mono<Void> prefetch(List<Incoming<UserCommand>> batch) {
        return Mono.fromRunnable(
                () -> {
                    threads.add(Thread.currentThread());
                    batches.add(batch.size());
                });
    }

    @Override
    public Mono<? extends Reply> handle(Incoming<UserCommand> command) {
        begun.add(command);
        return effects.append(command.messageId()).then(Mono.defer(() -> answer(command)));
    }

    private Mono<? extends Reply> answer(Incoming<UserCommand> command) {
        threads.add(Thread.currentThread());
        return orders.getOrDefault(userOf(command.body()), UserDesk::yes).apply(command);
    }

    static Mono<? extends Reply> yes(Incoming<UserCommand> command) {
        return Mono.just(new UserReply.UserVerified(userOf(command.body()), "Ada"));
    }

    private static long userOf(UserCommand command) {
        return switch (command) {
            case VerifyUser verify -> verify.userId();
            case UsePoints use -> use.userId();
            case RestorePoints restore -> restore.userId();
        };
    }
}
