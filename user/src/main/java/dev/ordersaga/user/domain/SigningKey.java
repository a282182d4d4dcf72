package dev.ordersaga.user.domain;

import java.time.Instant;

/**
 * A key that tokens are signed with.
 *
 * @param generation counts the keys from 1
 * @param jwk the key pair as a JSON Web Key: a secret
 */
public record SigningKey(int generation, String jwk, Instant madeAt) {

    /** Tells nothing of the key. */
    @Override
    public String toString() {
        return "key " + generation + " of " + madeAt;
    }
}
