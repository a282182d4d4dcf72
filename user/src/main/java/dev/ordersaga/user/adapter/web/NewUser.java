package dev.ordersaga.user.adapter.web;

import dev.ordersaga.web.Problem;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Who is to be registered.
 *
 * @param userId assigned by the service where it is absent
 * @param currency of the user's points, ISO 4217; KRW where it is absent
 * @param login the name to sign in with, unique; goes with the password
 * @param password at least 8 characters, at most 72 bytes
 */
record NewUser(
        @Nullable @Min(1) @Max(Limits.MAX_ID) Long userId,
        @NotBlank @Size(max = Limits.MAX_NAME) String name,
        @Nullable @Pattern(regexp = "[A-Z]{3}") String currency,
        @Nullable @Pattern(regexp = Limits.LOGIN) String login,
        @Nullable @Size(min = Limits.MIN_PASSWORD, max = Limits.MAX_PASSWORD) String password) {

    @AssertTrue(message = "go together")
    boolean isLoginAndPassword() {
        return (login == null) == (password == null);
    }

    @AssertTrue(message = "must be at most 72 bytes")
    boolean isPasswordShort() {
        return password == null
                || password.getBytes(StandardCharsets.UTF_8).length <= Limits.MAX_PASSWORD;
    }

    /**
     * Refuses what only operators may do.
     *
     * @throws Problem if there is a user id, or nothing to sign in with
     */
    void requireSignUp() {
        if (userId != null) {
            throw Problem.of(
                    HttpStatus.FORBIDDEN, "forbidden", "Only operators choose a user's id.");
        }
        if (login == null) {
            throw Problem.of(
                    HttpStatus.BAD_REQUEST,
                    "invalid-request",
                    "Who signs up needs a login and a password.");
        }
    }

    /** Tells nothing of the password. */
    @Override
    public String toString() {
        return "new user " + name;
    }
}
