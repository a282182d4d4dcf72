package dev.ordersaga.messaging.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiteralsTest {

    private enum Mood {
        GOOD
    }

    @Test
    void everyTypeThatAColumnHasIsWritten() {
        UUID id = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8058");

        assertThat(
                        fill(
                                "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                7L,
                                -1,
                                true,
                                false,
                                new BigDecimal("1E+3"),
                                Mood.GOOD,
                                id,
                                Instant.parse("2026-01-02T03:04:05.000678999Z"),
                                new byte[] {0, 39, -1},
                                null))
                .isEqualTo(
                        "(7, -1, 1, 0, 1000, 'GOOD', x'01890a5dac96774bbcceb302099a8058',"
                                + " '2026-01-02 03:04:05.000678', x'0027ff', NULL)");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "plain text, 'plain text'",
                "{\"a\":[1~?]}, '{\"a\":[1~?]}'",
                "O'Brien, _utf8mb4 x'4f27427269656e'",
                "back\\slash, _utf8mb4 x'6261636b5c736c617368'",
                "김, _utf8mb4 x'eab980'",
                "`\t`, _utf8mb4 x'09'",
                "``, ''"
            })
    void textIsQuotedOnlyWhereNothingInItCouldEndTheQuote(String text, String literal) {
        assertThat(fill("?", text)).isEqualTo(literal);
    }

    @Test
    void aQuestionMarkInAValueIsNoPlace() {
        assertThat(fill("? ?", "?", "really?")).isEqualTo("'?' 'really?'");
    }

    @Test
    void valuesAndPlacesAreAsMany() {
        assertThatThrownBy(() -> fill("?", 1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> fill("? ?", 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatNoColumnHasIsRefused() {
        assertThatThrownBy(() -> fill("?", Currency.getInstance("KRW")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Currency");
    }

    private static String fill(String sql, @Nullable Object... values) {
        List<@Nullable Object> list = Arrays.asList(values);
        return Literals.fill(sql, list);
    }
}
