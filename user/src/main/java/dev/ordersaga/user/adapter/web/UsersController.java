package dev.ordersaga.user.adapter.web;

import dev.ordersaga.user.application.ChangeStanding;
import dev.ordersaga.user.application.CreateUser;
import dev.ordersaga.user.application.CreateUser.Outcome;
import dev.ordersaga.user.application.FindUser;
import dev.ordersaga.user.application.Passwords;
import dev.ordersaga.user.application.SignUp;
import dev.ordersaga.user.domain.Standing;
import dev.ordersaga.user.domain.User;
import dev.ordersaga.web.Problem;
import dev.ordersaga.web.identity.Caller;
import dev.ordersaga.web.identity.Role;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Users and their standing. */
@RestController
@RequestMapping("/users")
final class UsersController {

    private static final String DEFAULT_CURRENCY = "KRW";

    private final CreateUser createUser;
    private final SignUp signUp;
    private final FindUser findUser;
    private final ChangeStanding changeStanding;

    UsersController(
            CreateUser createUser,
            SignUp signUp,
            FindUser findUser,
            ChangeStanding changeStanding) {
        this.createUser = createUser;
        this.signUp = signUp;
        this.findUser = findUser;
        this.changeStanding = changeStanding;
    }

    record NewStatus(@NotNull Standing status) {}

    record UserView(long userId, String name, Standing status) {

        static UserView of(User user) {
            return new UserView(user.userId(), user.name(), user.standing());
        }
    }

    /** Who calls, as far as it is known here. */
    record MeView(
            String subject, List<Role> roles, @Nullable String name, @Nullable Standing status) {}

    /**
     * Anybody may sign up, with a login name and a password for {@code POST /tokens}. Operators may
     * also choose the id, and register users who do not sign in here.
     */
    @SecurityRequirements
    @PostMapping
    Mono<ResponseEntity<UserView>> create(
            @Nullable Caller caller, @Valid @RequestBody NewUser body) {
        if (caller == null || !caller.isOperator()) {
            body.requireSignUp();
        }
        return outcome(body)
                .onErrorMap(Passwords.Busy.class, _ -> UserProblems.busy())
                .map(
                        end ->
                                switch (end) {
                                    case Outcome.Created(User user) -> created(user);
                                    case Outcome.IdTaken(long userId) ->
                                            throw UserProblems.exists(userId);
                                    case Outcome.LoginTaken _ -> throw UserProblems.loginTaken();
                                });
    }

    private Mono<Outcome> outcome(NewUser body) {
        String currency = body.currency() == null ? DEFAULT_CURRENCY : body.currency();
        String login = body.login();
        String password = body.password();
        return login == null || password == null
                ? createUser.create(body.userId(), body.name(), currency)
                : signUp.handle(body.userId(), body.name(), currency, login, password);
    }

    @GetMapping("/me")
    Mono<MeView> me(Caller caller) {
        List<Role> roles = caller.roles().stream().sorted().toList();
        return Mono.fromSupplier(caller::userId)
                .flatMap(findUser::find)
                .map(user -> new MeView(caller.subject(), roles, user.name(), user.standing()))
                .onErrorResume(Problem.class, _ -> Mono.empty())
                .defaultIfEmpty(new MeView(caller.subject(), roles, null, null));
    }

    /** A user's own, or anybody's for operators. */
    @GetMapping("/{userId}")
    Mono<UserView> find(Caller caller, @PathVariable @Min(1) @Max(Limits.MAX_ID) long userId) {
        return Mono.just(userId)
                .filter(caller::maySee)
                .flatMap(findUser::find)
                .map(UserView::of)
                .switchIfEmpty(Mono.error(() -> UserProblems.notFound(userId)));
    }

    @PutMapping("/{userId}/status")
    Mono<UserView> changeStatus(
            @PathVariable @Min(1) @Max(Limits.MAX_ID) long userId,
            @Valid @RequestBody NewStatus body) {
        return changeStanding
                .change(userId, body.status())
                .map(UserView::of)
                .switchIfEmpty(Mono.error(() -> UserProblems.notFound(userId)));
    }

    private static ResponseEntity<UserView> created(User user) {
        return ResponseEntity.created(URI.create("/users/" + user.userId()))
                .body(UserView.of(user));
    }
}
