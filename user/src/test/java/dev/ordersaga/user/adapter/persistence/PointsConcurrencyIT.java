package dev.ordersaga.user.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.Money;
import dev.ordersaga.contracts.UserCommand;
import dev.ordersaga.contracts.UserReply;
import dev.ordersaga.contracts.UserReply.PointsRefusal;
import dev.ordersaga.contracts.UserReply.PointsRefused;
import dev.ordersaga.contracts.UserReply.PointsRestored;
import dev.ordersaga.contracts.UserReply.PointsUsed;
import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.user.RunningUserService;
import dev.ordersaga.user.application.CreateUser;
import dev.ordersaga.user.application.CreditPoints;
import dev.ordersaga.user.application.RestorePoints;
import dev.ordersaga.user.application.UsePoints;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class PointsConcurrencyIT extends RunningUserService {

    private static final int AT_ONCE = 32;
    private static final long PRICE = 100;

    private final long kim = Ids.number();
    private final UUID payment = Ids.timeOrdered();

    @Autowired private Transactions transactions;
    @Autowired private CreateUser createUser;
    @Autowired private CreditPoints creditPoints;
    @Autowired private UsePoints usePoints;
    @Autowired private RestorePoints restorePoints;

    @BeforeEach
    void kimHasPointsForFifty() {
        createUser
                .create(kim, "Kim", "KRW")
                .then(creditPoints.credit(kim, 50 * PRICE, "welcome"))
                .block();
    }

    @AfterEach
    void theBooksAreInOrder() throws SQLException {
        assertThat(ledgerIsBalanced()).isTrue();
        assertThat(balance(kim)).isEqualTo(replayed(kim));
    }

    @Test
    void of200PaymentsAtOnceExactlyTheFiftyThatThePointsSufficeForGetThem() throws SQLException {
        List<UserReply> replies = atOnce(Stream.generate(() -> use(Ids.timeOrdered())).limit(200));

        assertThat(replies).filteredOn(PointsUsed.class::isInstance).hasSize(50);
        assertThat(replies)
                .filteredOn(
                        reply ->
                                reply instanceof PointsRefused refused
                                        && refused.reason() == PointsRefusal.POINTS_SHORT)
                .hasSize(150);
        assertThat(balance(kim)).isZero();
    }

    @Test
    void onePaymentThatAsksManyTimesAtOnceGetsItsPointsOnce() throws SQLException {
        List<UserReply> replies = atOnce(Collections.nCopies(40, use(payment)).stream());

        assertThat(replies).hasSize(40).containsOnly(new PointsUsed(payment));
        assertThat(balance(kim)).isEqualTo(49 * PRICE);
    }

    @Test
    void pointsThatAreAskedBackManyTimesAtOnceAreGivenBackOnce() throws SQLException {
        atOnce(Stream.of(use(payment)));

        List<UserReply> replies = atOnce(Collections.nCopies(40, restore(payment)).stream());

        assertThat(replies).hasSize(40).containsOnly(new PointsRestored(payment));
        assertThat(balance(kim)).isEqualTo(50 * PRICE);
    }

    @Test
    void afterAUseAndARestoreAtOnceThePointsAreBackWhicheverCameFirst() throws SQLException {
        List<UUID> payments = Stream.generate(Ids::timeOrdered).limit(60).toList();

        atOnce(payments.stream().flatMap(each -> Stream.of(use(each), restore(each))));

        assertThat(balance(kim)).isEqualTo(50 * PRICE);
        assertThat(uses("status <> 'USED'")).isEqualTo(60);
        assertThat(uses("status = 'USED'")).isZero();
    }

    @Test
    void oneReferenceCreditedManyTimesAtOnceGivesOnce() throws SQLException {
        Flux.fromIterable(Collections.nCopies(40, creditPoints.credit(kim, PRICE, "birthday")))
                .flatMap(credit -> credit, AT_ONCE)
                .blockLast();

        assertThat(balance(kim)).isEqualTo(51 * PRICE);
    }

    private long uses(String condition) throws SQLException {
        return number(
                "SELECT COUNT(*) FROM points_use WHERE user_id = %d AND %s"
                        .formatted(kim, condition));
    }

    private Supplier<Mono<UserReply>> use(UUID paymentId) {
        UserCommand.UsePoints command =
                new UserCommand.UsePoints(paymentId, kim, new Money(PRICE, "KRW"));
        return () -> usePoints.handle(command);
    }

    private Supplier<Mono<UserReply>> restore(UUID paymentId) {
        return () -> restorePoints.handle(new UserCommand.RestorePoints(paymentId, kim));
    }

    private List<UserReply> atOnce(Stream<Supplier<Mono<UserReply>>> commands) {
        return Flux.fromStream(commands)
                .flatMap(command -> transactions.run(Mono.defer(command)), AT_ONCE)
                .collectList()
                .block();
    }
}
