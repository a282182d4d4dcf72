package dev.ordersaga.payment;

import dev.ordersaga.contracts.OrderSagaReply;
import dev.ordersaga.contracts.PaymentReply;
import dev.ordersaga.contracts.Reply;
import dev.ordersaga.contracts.UserCommand;
import dev.ordersaga.contracts.UserCommand.RestorePoints;
import dev.ordersaga.contracts.UserCommand.UsePoints;
import dev.ordersaga.contracts.UserCommand.VerifyUser;
import dev.ordersaga.contracts.UserReply.PointsRefusal;
import dev.ordersaga.contracts.UserReply.PointsRefused;
import dev.ordersaga.contracts.UserReply.PointsRestored;
import dev.ordersaga.contracts.UserReply.PointsUsed;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.messaging.QueueListener;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Mono;

/** The services around this one, on their own queues of the real broker. */
@TestConfiguration(proxyBeanMethods = false)
public class Neighbours {

    /** Whose points suffice. */
    public static final long RICH = 1;

    /** Whose points do not suffice. */
    public static final long POOR = 2;

    /** Whose points cannot be reached, so that using them fails each time. */
    public static final long OUT_OF_REACH = 3;

    /** As above; and restoring them fails too, so often that it is given up the first time. */
    public static final long FAR_OUT_OF_REACH = 4;

    /** About whose points nobody ever hears whether they were used. */
    public static final long SILENT = 5;

    private static final int FAILURES_UNTIL_RESTORED = 6;

    @Bean
    User user() {
        return new User();
    }

    @Bean
    Order order() {
        return new Order();
    }

    /** The {@code user} service. */
    public static final class User implements QueueListener.Commands<UserCommand> {

        private final Queue<UserCommand> handled = new ConcurrentLinkedQueue<>();
        private final Map<UUID, AtomicInteger> failures = new ConcurrentHashMap<>();

        /** The commands it was given about a payment, those that failed included. */
        public List<UserCommand> commandsAbout(UUID paymentId) {
            return handled.stream()
                    .filter(command -> paymentId.equals(paymentOf(command)))
                    .toList();
        }

        /** All commands it was given, as often as it had to handle them. */
        public List<UserCommand> commands() {
            return List.copyOf(handled);
        }

        private static UUID paymentOf(UserCommand command) {
            return switch (command) {
                case UsePoints use -> use.paymentId();
                case RestorePoints restore -> restore.paymentId();
                case VerifyUser verify -> verify.orderId();
            };
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
        public Mono<Reply> handle(Incoming<UserCommand> command) {
            handled.add(command.body());
            return switch (command.body()) {
                case UsePoints use -> use(use);
                case RestorePoints restore -> restore(restore);
                case VerifyUser _ -> Mono.empty();
            };
        }

        private static Mono<Reply> use(UsePoints use) {
            if (use.userId() == POOR) {
                return Mono.just(new PointsRefused(use.paymentId(), PointsRefusal.POINTS_SHORT));
            }
            if (use.userId() == SILENT) {
                return Mono.empty();
            }
            return use.userId() == RICH
                    ? Mono.just(new PointsUsed(use.paymentId()))
                    : Mono.error(new IllegalStateException("points are out of reach"));
        }

        private Mono<Reply> restore(RestorePoints restore) {
            int failed =
                    failures.computeIfAbsent(restore.paymentId(), _ -> new AtomicInteger())
                            .getAndIncrement();
            return restore.userId() == FAR_OUT_OF_REACH && failed < FAILURES_UNTIL_RESTORED
                    ? Mono.error(new IllegalStateException("points are out of reach"))
                    : Mono.just(new PointsRestored(restore.paymentId()));
        }
    }

    /** The {@code order} service. */
    public static final class Order implements QueueListener.Replies<OrderSagaReply> {

        private final Queue<PaymentReply> heard = new ConcurrentLinkedQueue<>();

        /** What it was answered about an order, each answer once. */
        public List<PaymentReply> repliesAbout(UUID orderId) {
            return heard.stream().filter(reply -> reply.orderId().equals(orderId)).toList();
        }

        @Override
        public WorkQueue queue() {
            return WorkQueue.ORDER_REPLIES;
        }

        @Override
        public Class<OrderSagaReply> accepts() {
            return OrderSagaReply.class;
        }

        @Override
        public Mono<Void> handle(Incoming<OrderSagaReply> reply) {
            return Mono.fromRunnable(() -> heard.add((PaymentReply) reply.body()));
        }

        @Override
        public Mono<Void> handleFailure(Incoming<String> failure) {
            return Mono.empty();
        }
    }
}
