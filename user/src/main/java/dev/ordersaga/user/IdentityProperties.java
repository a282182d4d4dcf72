package dev.ordersaga.user;

import dev.ordersaga.user.application.SignIn;
import dev.ordersaga.user.domain.KeyRing;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How users sign in.
 *
 * @param tokenLifetime of an access token
 * @param keyLifetime after which a signing key is followed by another
 * @param keyNotice for which a key is shown before it signs: longer than any verifier keeps keys
 * @param failuresPerAccount attempts that may fail in one window, wherever from
 * @param failuresPerAddress attempts that may fail in one window, whatever account is tried
 * @param hashingThreads so many passwords are hashed at once
 * @param hashingQueue so many wait for that; more are refused
 */
@ConfigurationProperties("saga.identity")
record IdentityProperties(
        @DefaultValue("15m") Duration tokenLifetime,
        @DefaultValue("30d") Duration keyLifetime,
        @DefaultValue("15m") Duration keyNotice,
        @DefaultValue("10") int failuresPerAccount,
        @DefaultValue("100") int failuresPerAddress,
        @DefaultValue("15m") Duration failureWindow,
        @DefaultValue("2") int hashingThreads,
        @DefaultValue("200") int hashingQueue) {

    /** False if the issuer is another: then nobody signs in here. */
    static final String LOCAL = "saga.identity.local";

    private static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(1);

    KeyRing.Ages ages() {
        return new KeyRing.Ages(keyLifetime, keyNotice, tokenLifetime.plus(CLOCKS_DIFFER_BY));
    }

    SignIn.Limits limits() {
        return new SignIn.Limits(failuresPerAccount, failuresPerAddress, failureWindow);
    }
}
