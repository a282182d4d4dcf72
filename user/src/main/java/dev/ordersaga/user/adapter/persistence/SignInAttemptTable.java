package dev.ordersaga.user.adapter.persistence;

import dev.ordersaga.messaging.store.Rows;
import dev.ordersaga.user.application.SignInAttempts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** One row per name or address, and window of time. What was typed as a name is kept as a hash. */
public final class SignInAttemptTable implements SignInAttempts {

    private static final int FORGOTTEN_AT_ONCE = 500;

    private final DatabaseClient db;

    public SignInAttemptTable(DatabaseClient db) {
        this.db = db;
    }

    @Override
    public Mono<Long> add(String who, Instant until) {
        List<Object> key = List.of(hash(who), until);
        return Rows.update(
                        db,
                        "INSERT INTO sign_in_attempts (who, until, attempts) VALUES (?, ?, 1)"
                                + " ON DUPLICATE KEY UPDATE attempts = attempts + 1",
                        key)
                .then(Mono.defer(() -> count(key)));
    }

    private Mono<Long> count(List<Object> key) {
        return Rows.select(
                        db,
                        "SELECT attempts FROM sign_in_attempts WHERE who = ? AND until = ?",
                        key,
                        (row, _) -> Rows.number(row, "attempts"))
                .singleOrEmpty()
                .defaultIfEmpty(1L);
    }

    @Override
    public Mono<Void> forgive(String who, Instant until) {
        return Rows.update(
                        db,
                        "UPDATE sign_in_attempts SET attempts = attempts - 1"
                                + " WHERE who = ? AND until = ? AND attempts > 0",
                        List.of(hash(who), until))
                .then();
    }

    @Override
    public Mono<Boolean> forget(Instant now) {
        return Rows.update(
                        db,
                        "DELETE FROM sign_in_attempts WHERE until < ? LIMIT " + FORGOTTEN_AT_ONCE,
                        List.of(now))
                .map(rows -> rows == FORGOTTEN_AT_ONCE);
    }

    private static byte[] hash(String who) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(who.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
