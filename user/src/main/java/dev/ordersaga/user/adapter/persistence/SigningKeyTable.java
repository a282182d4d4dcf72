package dev.ordersaga.user.adapter.persistence;

import dev.ordersaga.messaging.store.Rows;
import dev.ordersaga.user.application.SigningKeys;
import dev.ordersaga.user.domain.SigningKey;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** One row per key. */
public final class SigningKeyTable implements SigningKeys {

    private final DatabaseClient db;

    public SigningKeyTable(DatabaseClient db) {
        this.db = db;
    }

    @Override
    public Mono<List<SigningKey>> all() {
        return Rows.select(
                        db,
                        "SELECT generation, jwk, made_at FROM signing_key",
                        List.of(),
                        (row, _) ->
                                new SigningKey(
                                        Math.toIntExact(Rows.number(row, "generation")),
                                        Rows.string(row, "jwk"),
                                        Rows.instant(row, "made_at")))
                .collectList();
    }

    @Override
    public Mono<Void> add(SigningKey key) {
        return Rows.update(
                        db,
                        "INSERT INTO signing_key (generation, jwk, made_at) VALUES (?, ?, ?)",
                        List.of(key.generation(), key.jwk(), key.madeAt()))
                .onErrorReturn(DuplicateKeyException.class, 0L)
                .then();
    }

    @Override
    public Mono<Void> remove(SigningKey key) {
        return Rows.update(
                        db,
                        "DELETE FROM signing_key WHERE generation = ?",
                        List.of(key.generation()))
                .then();
    }
}
