package dev.ordersaga.user.adapter.web;

import dev.ordersaga.user.application.ChangeRoles;
import dev.ordersaga.user.domain.Account;
import dev.ordersaga.user.domain.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What accounts may do, for operators to decide. */
@RestController
final class RolesController {

    private final ChangeRoles changeRoles;

    RolesController(ChangeRoles changeRoles) {
        this.changeRoles = changeRoles;
    }

    record NewRoles(@NotEmpty Set<@NotNull Role> roles) {}

    record RolesView(long userId, String login, List<Role> roles) {

        static RolesView of(Account account) {
            return new RolesView(
                    account.userId(), account.login(), account.roles().stream().sorted().toList());
        }
    }

    /** Tokens that were given before stay as they are until they expire. */
    @PutMapping("/users/{userId}/roles")
    Mono<RolesView> changeRoles(
            @PathVariable @Min(1) @Max(Limits.MAX_ID) long userId,
            @Valid @RequestBody NewRoles body) {
        return changeRoles
                .handle(userId, body.roles())
                .map(RolesView::of)
                .switchIfEmpty(Mono.error(() -> UserProblems.noAccount(userId)));
    }
}
