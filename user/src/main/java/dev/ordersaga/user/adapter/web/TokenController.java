package dev.ordersaga.user.adapter.web;

import dev.ordersaga.user.application.Passwords;
import dev.ordersaga.user.application.SignIn;
import dev.ordersaga.user.application.SignIn.Outcome;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Gives access tokens for passwords. */
@RestController
@ConditionalOnProperty(name = "saga.identity.local", matchIfMissing = true)
final class TokenController {

    private final SignIn signIn;

    TokenController(SignIn signIn) {
        this.signIn = signIn;
    }

    /**
     * Who signs in: by login name or user id, not both.
     *
     * @param password of any length: that it cannot be right is not told apart
     */
    record Credentials(
            @Nullable @Size(min = 1, max = Limits.MAX_NAME) String login,
            @Nullable @Min(1) @Max(Limits.MAX_ID) Long userId,
            @NotBlank @Size(max = 1_000) String password) {

        @AssertTrue(message = "must be given, or userId, and not both")
        boolean isLoginOrUserId() {
            return (login == null) != (userId == null);
        }

        /** Tells nothing of the password. */
        @Override
        public String toString() {
            return "credentials of " + (login == null ? userId : login);
        }
    }

    /**
     * An access token.
     *
     * @param tokenType as it is to stand before the token in the header Authorization
     * @param expiresIn seconds
     */
    record TokenView(String accessToken, String tokenType, long expiresIn) {}

    /**
     * A wrong password and an unknown name are answered alike. After too many failures nothing is
     * looked at for a while.
     */
    @SecurityRequirements
    @PostMapping("/tokens")
    Mono<ResponseEntity<TokenView>> signIn(
            @Valid @RequestBody Credentials body, ServerHttpRequest request) {
        return attempt(body, address(request.getRemoteAddress()))
                .onErrorMap(Passwords.Busy.class, _ -> UserProblems.busy())
                .map(TokenController::answer);
    }

    private Mono<Outcome> attempt(Credentials body, String address) {
        Long userId = body.userId();
        if (userId != null) {
            return signIn.withUserId(userId, body.password(), address);
        }
        String login = body.login();
        return signIn.withLogin(login == null ? "" : login, body.password(), address);
    }

    private static String address(@Nullable InetSocketAddress client) {
        return client == null ? "unknown" : client.getAddress().getHostAddress();
    }

    private static ResponseEntity<TokenView> answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.SignedIn(String token, Duration validity) ->
                    ResponseEntity.ok()
                            .cacheControl(CacheControl.noStore())
                            .body(new TokenView(token, "Bearer", validity.toSeconds()));
            case Outcome.Refused _ -> throw UserProblems.wrongCredentials();
            case Outcome.TooMany(Duration wait) -> throw UserProblems.tooManyAttempts(wait);
        };
    }
}
