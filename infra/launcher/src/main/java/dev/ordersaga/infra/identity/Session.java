package dev.ordersaga.infra.identity;

import dev.ordersaga.infra.run.Http;
import dev.ordersaga.infra.terminal.Failure;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Somebody who has signed in, or does so when it is needed. The token is renewed aside, long before
 * it expires, so that nobody waits for it.
 */
public final class Session {

    private final Http users;
    private final Map<String, ?> credentials;
    private final AtomicBoolean renewing = new AtomicBoolean();
    private volatile @Nullable Token token;

    Session(Http users, Map<String, ?> credentials) {
        this.users = users;
        this.credentials = Map.copyOf(credentials);
    }

    /**
     * A token in use.
     *
     * @param renewAt as {@link System#nanoTime()} tells time
     */
    private record Token(String text, long renewAt, long expiresAt) {}

    /** The token. */
    public String token() {
        Token now = token;
        if (now == null || now.expiresAt() - System.nanoTime() < 0) {
            return firstToken().text();
        }
        if (now.renewAt() - System.nanoTime() < 0 && renewing.compareAndSet(false, true)) {
            Thread.startVirtualThread(this::renew);
        }
        return now.text();
    }

    /** Of those who need it at the same time, one signs in for all. */
    private synchronized Token firstToken() {
        Token now = token;
        return now == null || now.expiresAt() - System.nanoTime() < 0 ? signIn() : now;
    }

    /** The value of the header Authorization. */
    public String authorization() {
        return "Bearer " + token();
    }

    private void renew() {
        try {
            signIn();
        } catch (Failure | Http.Unreachable e) {
            // The old one is good for a while; the next who asks tries again.
            return;
        } finally {
            renewing.set(false);
        }
    }

    private Token signIn() {
        long before = System.nanoTime();
        JsonNode answer = users.post("/tokens", credentials).required().body();
        long life = TimeUnit.SECONDS.toNanos(answer.path("expiresIn").asLong(0));
        // Those who signed in together do not all come back together.
        double share = ThreadLocalRandom.current().nextDouble(0.4, 0.8);
        Token fresh =
                new Token(
                        answer.path("accessToken").asString(""),
                        before + (long) (life * share),
                        before + life);
        token = fresh;
        return fresh;
    }
}
