package dev.ordersaga.messaging.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.messaging.testing.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database reads what was written, whatever it is, and takes none of it for a statement. */
class LiteralsIT {

    private static final long SEED = 7;
    private static final int TEXTS = 3_000;
    private static final String NASTY = "'\"\\`;?%_-#/*\0\n\r\u001a\b\t ab{}()0\u00e9김😀";

    @ParameterizedTest
    @ValueSource(strings = {"", "NO_BACKSLASH_ESCAPES", "ANSI_QUOTES,NO_BACKSLASH_ESCAPES"})
    void everyTextComesBackAsItWas(String sqlMode) throws Exception {
        try (Connection database = database();
                Statement sql = database.createStatement()) {
            sql.execute("SET SESSION sql_mode = '" + sqlMode + "'");
            for (String text : texts()) {
                assertThat(ask(sql, Literals.fill("SELECT ?, 'intact'", List.of(text))))
                        .containsExactly(text, "intact");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"O'Brien", "a\\b", "plain", "\n"})
    void aColumnOfPlainLettersIsComparedWithThem(String text) throws Exception {
        try (Connection database = database();
                Statement sql = database.createStatement()) {
            sql.execute(
                    "CREATE TEMPORARY TABLE words (word VARCHAR(50) CHARACTER SET ascii COLLATE"
                            + " ascii_bin NOT NULL PRIMARY KEY)");
            sql.execute(Literals.fill("INSERT INTO words VALUES (?)", List.of(text)));

            assertThat(
                            ask(
                                    sql,
                                    Literals.fill(
                                            "SELECT word, word FROM words WHERE word IN (?, ?)",
                                            List.of(text, "another"))))
                    .containsExactly(text, text);
        }
    }

    private static List<String> ask(Statement sql, String query) throws SQLException {
        try (ResultSet rows = sql.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return List.of(rows.getString(1), rows.getString(2));
        }
    }

    private static List<String> texts() {
        int[] letters = NASTY.codePoints().toArray();
        Random random = new Random(SEED);
        return Stream.generate(
                        () ->
                                random.ints(random.nextInt(12), 0, letters.length)
                                        .map(index -> letters[index])
                                        .collect(
                                                StringBuilder::new,
                                                StringBuilder::appendCodePoint,
                                                StringBuilder::append)
                                        .toString())
                .limit(TEXTS)
                .toList();
    }

    private static Connection database() throws SQLException {
        return TestServers.get().jdbc(TestServers.get().newSchema());
    }
}
