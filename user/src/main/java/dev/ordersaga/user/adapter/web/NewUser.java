package dev.ordersaga.user.adapter.web;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

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

    /** Tells nothing of the password. */
    @Override
    public String toString() {
        return "new user " + name;
    }
}
