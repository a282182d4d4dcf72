package dev.ordersaga.user.adapter.web;

import dev.ordersaga.user.application.ChangeStanding;
import dev.ordersaga.user.application.CreateUser;
import dev.ordersaga.user.application.CreateUser.Outcome;
import dev.ordersaga.user.application.FindUser;
import dev.ordersaga.user.domain.Standing;
import dev.ordersaga.user.domain.User;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
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
    private final FindUser findUser;
    private final ChangeStanding changeStanding;

    UsersController(CreateUser createUser, FindUser findUser, ChangeStanding changeStanding) {
        this.createUser = createUser;
        this.findUser = findUser;
        this.changeStanding = changeStanding;
    }

    /**
     * Who is to be registered.
     *
     * @param userId assigned by the service where it is absent
     * @param currency of the user's points, ISO 4217; KRW where it is absent
     */
    record NewUser(
            @Nullable @Min(1) @Max(Limits.MAX_ID) Long userId,
            @NotBlank @Size(max = Limits.MAX_NAME) String name,
            @Nullable @Pattern(regexp = "[A-Z]{3}") String currency) {}

    record NewStatus(@NotNull Standing status) {}

    record UserView(long userId, String name, Standing status) {

        static UserView of(User user) {
            return new UserView(user.userId(), user.name(), user.standing());
        }
    }

    @PostMapping
    Mono<ResponseEntity<UserView>> create(@Valid @RequestBody NewUser body) {
        String currency = body.currency() == null ? DEFAULT_CURRENCY : body.currency();
        Mono<Outcome> outcome =
                body.userId() == null
                        ? createUser.create(body.name(), currency)
                        : createUser.create(body.userId(), body.name(), currency);
        return outcome.map(
                end ->
                        switch (end) {
                            case Outcome.Created(User user) -> created(user);
                            case Outcome.IdTaken(long userId) -> throw UserProblems.exists(userId);
                        });
    }

    @GetMapping("/{userId}")
    Mono<UserView> find(@PathVariable @Min(1) @Max(Limits.MAX_ID) long userId) {
        return findUser.find(userId)
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
