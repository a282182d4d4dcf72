package dev.ordersaga.user.application;

import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.user.application.CreateUser.Outcome;
import dev.ordersaga.user.domain.Account;
import dev.ordersaga.user.domain.PointsAccount;
import dev.ordersaga.user.domain.Role;
import dev.ordersaga.user.domain.User;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class CreateUserTest {

    private static final User KIM = User.register(1, "Kim");

    private final InMemoryUsers users = new InMemoryUsers();
    private final InMemoryPointsAccounts points = new InMemoryPointsAccounts();
    private final InMemoryAccounts accounts = new InMemoryAccounts();
    private final PrimitiveIterator.OfLong ids = LongStream.rangeClosed(1, 9).iterator();
    private final CreateUser createUser =
            new CreateUser(users, points, accounts, new PassThrough(), ids::nextLong);

    @Test
    void aUserIsCreatedWithAnEmptyAccount() {
        createUser
                .create(1L, "Kim", "JPY")
                .as(StepVerifier::create)
                .expectNext(new Outcome.Created(KIM))
                .verifyComplete();

        StepVerifier.create(users.find(1L)).expectNext(KIM).verifyComplete();
        StepVerifier.create(points.find(1L))
                .expectNext(PointsAccount.open(1, "JPY"))
                .verifyComplete();
    }

    @Test
    void anIdThatIsTakenIsRefusedAndTheUserStays() {
        users.with(KIM);

        createUser
                .create(1L, "Lee", "KRW")
                .as(StepVerifier::create)
                .expectNext(new Outcome.IdTaken(1))
                .verifyComplete();

        StepVerifier.create(users.find(1L)).expectNext(KIM).verifyComplete();
        StepVerifier.create(points.find(1L)).verifyComplete();
    }

    @Test
    void anAssignedIdThatIsTakenIsFollowedByTheNext() {
        users.with(KIM);

        createUser
                .create(null, "Lee", "KRW")
                .as(StepVerifier::create)
                .expectNext(new Outcome.Created(User.register(2, "Lee")))
                .verifyComplete();
    }

    @Test
    void aLoginThatIsTakenIsRefusedAndNobodyIsCreated() {
        accounts.with(new Account(9, "kim", "hash of other", Set.of(Role.CUSTOMER)));

        new SignUp(createUser, new ReadablePasswords())
                .handle(null, "Kim", "KRW", "kim", "secret")
                .as(StepVerifier::create)
                .expectNext(new Outcome.LoginTaken("kim"))
                .verifyComplete();

        StepVerifier.create(users.find(1L)).verifyComplete();
        StepVerifier.create(points.find(1L)).verifyComplete();
    }

    @Test
    void whoSignsUpIsACustomerWithAHashForAPassword() {
        new SignUp(createUser, new ReadablePasswords())
                .handle(null, "Kim", "KRW", "kim", "secret")
                .as(StepVerifier::create)
                .expectNext(new Outcome.Created(KIM))
                .verifyComplete();

        StepVerifier.create(accounts.byLogin("kim"))
                .expectNext(new Account(1, "kim", "hash of secret", Set.of(Role.CUSTOMER)))
                .verifyComplete();
    }

    @Test
    void aDatabaseOutOfReachIsAnErrorAndNoOutcome() {
        new CreateUser(users, points, accounts, new OutOfReach(), ids::nextLong)
                .create(null, "Kim", "KRW")
                .as(StepVerifier::create)
                .verifyErrorMessage("the database is out of reach");
    }

    /** Without a database, a transaction is the work itself. */
    static final class PassThrough implements Transactions {

        @Override
        public <T> Mono<T> run(Mono<T> work) {
            return work;
        }
    }

    static final class OutOfReach implements Transactions {

        @Override
        public <T> Mono<T> run(Mono<T> work) {
            return Mono.error(new IllegalStateException("the database is out of reach"));
        }
    }
}
