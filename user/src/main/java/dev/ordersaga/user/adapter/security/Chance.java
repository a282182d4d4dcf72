package dev.ordersaga.user.adapter.security;

import java.security.SecureRandom;
import java.util.Base64;

/** Passwords that nobody guesses. */
public final class Chance {

    private static final int BYTES = 18;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Chance() {}

    public static String password() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
