package dev.ordersaga.messaging.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.messaging.rabbit.Stage;
import dev.ordersaga.messaging.store.Rows;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.r2dbc.core.DatabaseClient;

/** The database is spared to decode statements, and text is text all the same. */
class StatementsAsBytesIT {

    private final Stage stage = new Stage();
    private DatabaseClient db;

    @BeforeEach
    void start() {
        db = stage.start("saga.pool-size=1").getBean(DatabaseClient.class);
        update(
                """
                CREATE TABLE words (
                    id    INT NOT NULL PRIMARY KEY,
                    word  VARCHAR(9) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
                    code  VARCHAR(9) CHARACTER SET ascii COLLATE ascii_bin NOT NULL UNIQUE
                )
                """);
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void statementsAreNotDecodedAndAnswersAre() {
        assertThat(text("SELECT @@character_set_client")).isEqualTo("binary");
        assertThat(text("SELECT @@character_set_connection")).isEqualTo("binary");
        assertThat(text("SELECT @@character_set_results")).isEqualTo("utf8mb4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "O'Brien", "a\\b", "é", "김치", "😀 \n\0"})
    void textIsFoundByItself(String text) {
        update("INSERT INTO words VALUES (1, ?, 'a'), (2, 'another', 'b')", text);

        assertThat(text("SELECT word FROM words WHERE word = ?", text)).isEqualTo(text);
        assertThat(text("SELECT word FROM words WHERE word IN (?, ?)", "no", text)).isEqualTo(text);
        assertThat(stage.count("SELECT CHAR_LENGTH(word) FROM words WHERE id = 1"))
                .isEqualTo(text.codePointCount(0, text.length()));
    }

    @Test
    void textIsAsLongAsItHasLetters() {
        update("INSERT INTO words VALUES (1, ?, 'a')", "아홉글자까지들어감");

        assertThatThrownBy(() -> update("INSERT INTO words VALUES (2, ?, 'b')", "열글자는들어가지않는다"))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void aColumnOfPlainLettersTakesNoOthers() {
        assertThatThrownBy(() -> update("INSERT INTO words VALUES (1, 'a', ?)", "é"))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void aColumnOfPlainLettersIsLookedThroughByItsIndex() {
        update("INSERT INTO words VALUES (1, 'a', 'a'), (2, 'b', 'b'), (3, 'c', 'c')");

        assertThat(
                        Rows.select(
                                        db,
                                        "EXPLAIN FORMAT=TRADITIONAL SELECT word FROM words WHERE code = ?",
                                        List.of("b"),
                                        (row, _) -> Rows.string(row, "key"))
                                .blockFirst())
                .isEqualTo("code");
    }

    private void update(String sql, Object... values) {
        Rows.update(db, sql, List.of(values)).block();
    }

    private String text(String sql, Object... values) {
        return Rows.select(db, sql, List.of(values), (row, _) -> row.get(0, String.class))
                .blockFirst();
    }
}
