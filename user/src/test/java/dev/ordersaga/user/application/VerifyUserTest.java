package dev.ordersaga.user.application;

import dev.ordersaga.contracts.UserCommand;
import dev.ordersaga.contracts.UserReply.UserRefusal;
import dev.ordersaga.contracts.UserReply.UserRefused;
import dev.ordersaga.contracts.UserReply.UserVerified;
import dev.ordersaga.user.domain.Standing;
import dev.ordersaga.user.domain.User;
import java.util.Collection;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class VerifyUserTest {

    private static final UUID ORDER = UUID.fromString("01930000-0000-7000-8000-000000000001");
    private static final long KIM = 1;
    private static final long LEE = 2;
    private static final long NOBODY = 3;

    private final Users users =
            new InMemoryUsers()
                    .with(User.register(KIM, "Kim"))
                    .with(User.register(LEE, "Lee").become(Standing.ABNORMAL));
    private final VerifyUser verifyUser = new VerifyUser(users);

    @Test
    void aNormalUserIsVerifiedByName() {
        verifyUser
                .handle(new UserCommand.VerifyUser(ORDER, KIM))
                .as(StepVerifier::create)
                .expectNext(new UserVerified(KIM, "Kim"))
                .verifyComplete();
    }

    @Test
    void anAbnormalUserIsRefused() {
        verifyUser
                .handle(new UserCommand.VerifyUser(ORDER, LEE))
                .as(StepVerifier::create)
                .expectNext(new UserRefused(LEE, UserRefusal.USER_ABNORMAL))
                .verifyComplete();
    }

    @Test
    void anUnknownUserIsRefused() {
        verifyUser
                .handle(new UserCommand.VerifyUser(ORDER, NOBODY))
                .as(StepVerifier::create)
                .expectNext(new UserRefused(NOBODY, UserRefusal.USER_UNKNOWN))
                .verifyComplete();
    }

    @Test
    void askedTwiceItAnswersTwice() {
        UserCommand.VerifyUser command = new UserCommand.VerifyUser(ORDER, KIM);

        verifyUser
                .handle(command)
                .concatWith(verifyUser.handle(command))
                .as(StepVerifier::create)
                .expectNext(new UserVerified(KIM, "Kim"), new UserVerified(KIM, "Kim"))
                .verifyComplete();
    }

    @Test
    void askedLateItAnswersAsThingsAreByThen() {
        users.save(User.register(KIM, "Kim").become(Standing.ABNORMAL))
                .then(verifyUser.handle(new UserCommand.VerifyUser(ORDER, KIM)))
                .as(StepVerifier::create)
                .expectNext(new UserRefused(KIM, UserRefusal.USER_ABNORMAL))
                .verifyComplete();
    }

    @Test
    void usersOutOfReachAreAnErrorAndNoRefusal() {
        new VerifyUser(new UsersOutOfReach())
                .handle(new UserCommand.VerifyUser(ORDER, KIM))
                .as(StepVerifier::create)
                .verifyErrorMessage("the users are out of reach");
    }

    private static final class UsersOutOfReach implements Users {

        @Override
        public Mono<Void> preview(Collection<Long> userIds) {
            return outOfReach();
        }

        @Override
        public Mono<User> view(Long userId) {
            return outOfReach();
        }

        @Override
        public Mono<User> find(Long userId) {
            return outOfReach();
        }

        @Override
        public Mono<Void> save(User user) {
            return outOfReach();
        }

        @Override
        public Mono<User> read(Long userId) {
            return outOfReach();
        }

        private static <T> Mono<T> outOfReach() {
            return Mono.error(new IllegalStateException("the users are out of reach"));
        }
    }
}
