package dev.ordersaga.user.adapter.persistence;

import dev.ordersaga.messaging.store.Rows;
import dev.ordersaga.user.application.Accounts;
import dev.ordersaga.user.domain.Account;
import dev.ordersaga.user.domain.Role;
import io.r2dbc.spi.Row;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** One row per account. */
public final class AccountTable implements Accounts {

    private static final String SELECT = "SELECT user_id, login, password, roles FROM accounts ";

    private final DatabaseClient db;

    public AccountTable(DatabaseClient db) {
        this.db = db;
    }

    @Override
    public Mono<Account> byLogin(String login) {
        // The database refuses to compare the column, which is ASCII, with anything else.
        return StandardCharsets.US_ASCII.newEncoder().canEncode(login)
                ? one("WHERE login = ?", login)
                : Mono.empty();
    }

    @Override
    public Mono<Account> byUser(long userId) {
        return one("WHERE user_id = ?", userId);
    }

    @Override
    public Mono<Boolean> hasOperator() {
        return one("WHERE roles LIKE ? LIMIT 1", "%" + Role.OPERATOR + "%").hasElement();
    }

    private Mono<Account> one(String where, Object value) {
        return Rows.select(db, SELECT + where, List.of(value), (row, _) -> account(row))
                .singleOrEmpty();
    }

    @Override
    public Mono<Boolean> add(Account account) {
        return Rows.update(
                        db,
                        "INSERT INTO accounts (user_id, login, password, roles)"
                                + " VALUES (?, ?, ?, ?)",
                        List.of(
                                account.userId(),
                                account.login(),
                                account.password(),
                                text(account.roles())))
                .map(rows -> rows == 1)
                .onErrorReturn(DuplicateKeyException.class, false);
    }

    @Override
    public Mono<Void> changePassword(long userId, String password) {
        return Rows.update(
                        db,
                        "UPDATE accounts SET password = ? WHERE user_id = ?",
                        List.of(password, userId))
                .then();
    }

    @Override
    public Mono<Boolean> changeRoles(long userId, Set<Role> roles) {
        return Rows.update(
                        db,
                        "UPDATE accounts SET roles = ? WHERE user_id = ?",
                        List.of(text(roles), userId))
                .map(rows -> rows == 1);
    }

    private static Account account(Row row) {
        return new Account(
                Rows.number(row, "user_id"),
                Rows.string(row, "login"),
                Rows.string(row, "password"),
                roles(Rows.string(row, "roles")));
    }

    private static Set<Role> roles(String text) {
        return Arrays.stream(text.split(",", -1))
                .filter(name -> !name.isEmpty())
                .map(Role::valueOf)
                .collect(Collectors.toSet());
    }

    private static String text(Set<Role> roles) {
        return roles.stream().sorted().map(Role::name).collect(Collectors.joining(","));
    }
}
