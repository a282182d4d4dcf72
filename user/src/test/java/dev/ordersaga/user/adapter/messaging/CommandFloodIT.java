package dev.ordersaga.user.adapter.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.contracts.Money;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserCommand;
import dev.ordersaga.contracts.UserCommand.RestorePoints;
import dev.ordersaga.contracts.UserCommand.UsePoints;
import dev.ordersaga.contracts.UserCommand.VerifyUser;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.testing.Answers;
import dev.ordersaga.messaging.testing.Flood;
import dev.ordersaga.messaging.testing.Letter;
import dev.ordersaga.messaging.testing.TestServers;
import dev.ordersaga.user.RunningUserService;
import dev.ordersaga.user.application.CreateUser;
import dev.ordersaga.user.application.CreditPoints;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

/** Very many commands, of which 30 % come again, in random order. */
class CommandFloodIT extends RunningUserService {

    private static final int COMMANDS = Flood.size(100_000, 2_000);
    private static final double REPEATS = 0.3;
    private static final int USERS = 40;
    private static final long PLENTY = 1_000_000_000;
    private static final String USE = "user.points.use";
    private static final String STATUS =
            "SELECT HEX(payment_id), IF(status = 'USED', 'held', 'not held') FROM points_use";
    private static final String BALANCES = "SELECT user_id, balance FROM points_account";

    @Autowired private CreateUser createUser;
    @Autowired private CreditPoints creditPoints;

    private final Answers answers = new Answers();

    @Test
    void leaveWhatTheyLeaveOnceAndInOrder() throws Exception {
        try (Flood flood = new Flood(VIRTUAL_HOST)) {
            flood.listen(answers::hear, Exchanges.REPLIES);
            World orderly = new World();
            handle(flood, Flood.inOrder(orderly.commands));

            World flooded = new World();
            List<Letter> letters = Flood.shuffled(flooded.commands, REPEATS, new Random(3));
            assertThat(letters).hasSizeBetween(COMMANDS - 5, COMMANDS + 5);
            handle(flood, letters);
            assertThat(flooded.outcome()).isEqualTo(orderly.outcome());

            // Who comes into points is not charged by a command that was refused before.
            List<String> before = flooded.held();
            flooded.poor.forEach(user -> credit(user));
            handle(flood, letters);
            assertThat(flooded.held()).isEqualTo(before);
            assertThat(number(NOT_AS_THE_LEDGER + flooded.accounts())).isZero();
            assertThat(ledgerIsBalanced()).isTrue();
            assertThat(answers.contradictions()).isEmpty();
            await("all are answered")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> answers.commandIds().containsAll(idsOf(letters)));
        }
    }

    private static final String NOT_AS_THE_LEDGER =
            "SELECT COUNT(*) FROM points_account WHERE balance <>"
                    + " (SELECT COALESCE(SUM(amount), 0) FROM ledger_transfer_posting"
                    + " WHERE account = CONCAT('user:', user_id)) AND user_id IN ";

    private static void handle(Flood flood, Collection<Letter> letters) throws Exception {
        Letter last = command(new VerifyUser(Ids.timeOrdered(), 1), "user.verify");
        flood.handleAll(WorkQueue.USER_COMMANDS, SCHEMA, letters, last);
    }

    private static List<String> idsOf(List<Letter> letters) {
        return letters.stream().map(letter -> letter.properties().getMessageId()).toList();
    }

    private static Letter command(UserCommand command, String undoes) {
        return command(Ids.timeOrdered(), command, undoes);
    }

    private static Letter command(UUID txId, UserCommand command, String undoes) {
        return Letter.command(asker(command), txId, command, undoes);
    }

    private static Target asker(UserCommand command) {
        return switch (command) {
            case UserCommand.VerifyUser _ -> Target.ORDER_CREATION;
            case UserCommand.UsePoints _, UserCommand.RestorePoints _ -> Target.PAYMENT;
        };
    }

    private void credit(long userId) {
        creditPoints.credit(userId, PLENTY, "opening").block();
    }

    /** Users and commands of their own: always the same ones, under other ids. */
    private final class World {

        private final List<Long> rich = users();
        private final List<Long> poor = users();
        private final List<UUID> payments = new ArrayList<>();
        private final List<List<Letter>> commands = new ArrayList<>();

        World() {
            rich.forEach(user -> credit(user));
            for (int number = 0; commands.size() < COMMANDS * (1 - REPEATS); number++) {
                commands.addAll(commands(number));
            }
        }

        private List<Long> users() {
            return Flux.range(0, USERS)
                    .concatMap(_ -> createUser.create(Ids.number(), "Kim", "KRW"))
                    .ofType(CreateUser.Outcome.Created.class)
                    .map(created -> created.user().userId())
                    .collectList()
                    .block();
        }

        private List<List<Letter>> commands(int number) {
            UUID txId = Ids.timeOrdered();
            UUID payment = Ids.timeOrdered();
            payments.add(payment);
            long user = rich.get(number % USERS);
            Letter use = command(txId, use(payment, user, number), USE);
            Letter restore = command(txId, new RestorePoints(payment, user), USE);
            return switch (number % 5) {
                case 0 -> Flood.loose(use);
                // In any order: points that are restored first are never used.
                case 1, 2 -> Flood.loose(use, restore);
                case 3 -> Flood.loose(command(use(payment, poor.get(number % USERS), number), USE));
                default -> Flood.loose(command(new VerifyUser(payment, user), "user.verify"));
            };
        }

        private UsePoints use(UUID payment, long user, int number) {
            return new UsePoints(payment, user, new Money(1 + number % 7, "KRW"));
        }

        /** For each payment, in order, whether it holds points. */
        List<String> held() {
            Map<String, String> known = TestServers.get().pairs(SCHEMA, STATUS);
            return payments.stream()
                    .map(payment -> known.getOrDefault(hex(payment), "not used"))
                    .toList();
        }

        /** The same, and what everybody has. */
        List<String> outcome() {
            Map<String, String> balances = TestServers.get().pairs(SCHEMA, BALANCES);
            return Stream.concat(
                            held().stream(),
                            Stream.concat(rich.stream(), poor.stream())
                                    .map(user -> balances.get(user.toString())))
                    .toList();
        }

        /** As SQL has a list; other tests have accounts of their own. */
        String accounts() {
            return Stream.concat(rich.stream(), poor.stream())
                    .map(String::valueOf)
                    .collect(Collectors.joining(",", "(", ")"));
        }

        private static String hex(UUID id) {
            return id.toString().replace("-", "").toUpperCase();
        }
    }
}
