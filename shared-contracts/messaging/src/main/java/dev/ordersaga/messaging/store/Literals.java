package dev.ordersaga.messaging.store;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values written into statements. The driver's own parameters cost more than everything else that a
 * service does, since it makes an object of each and looks for its place in the text again.
 *
 * <p>Nothing needs to be escaped, so that nothing can be escaped wrongly: text is quoted as it is
 * where it has none but plain characters, neither quote nor backslash, and is written in
 * hexadecimal digits otherwise, with its character set: sessions take statements for bytes, which
 * would be stored unseen in columns that have no such letters.
 */
final class Literals {

    private static final HexFormat HEX = HexFormat.of();
    private static final int MICROS = 1_000;

    private Literals() {}

    /**
     * A statement with its values in the place of its question marks.
     *
     * @throws IllegalArgumentException if there are more or fewer of them, or a value is of a type
     *     that no column has
     */
    static String fill(String sql, List<? extends @Nullable Object> values) {
        StringBuilder filled = new StringBuilder(sql.length() + 24 * values.size());
        fill(filled, sql, values);
        return filled.toString();
    }

    /** The same at the end of what has been written. */
    static void fill(StringBuilder filled, String sql, List<? extends @Nullable Object> values) {
        int from = 0;
        for (Object value : values) {
            int mark = sql.indexOf('?', from);
            if (mark < 0) {
                throw new IllegalArgumentException("more values than places in: " + sql);
            }
            filled.append(sql, from, mark);
            append(filled, value);
            from = mark + 1;
        }
        if (sql.indexOf('?', from) >= 0) {
            throw new IllegalArgumentException("fewer values than places in: " + sql);
        }
        filled.append(sql, from, sql.length());
    }

    private static void append(StringBuilder sql, @Nullable Object value) {
        switch (value) {
            case null -> sql.append("NULL");
            case Long number -> sql.append(number.longValue());
            case Integer number -> sql.append(number.intValue());
            case Boolean flag -> sql.append(flag ? '1' : '0');
            case BigDecimal number -> sql.append(number.toPlainString());
            case Enum<?> constant -> text(sql, constant.name());
            case UUID uuid -> {
                sql.append("x'");
                digits(sql, uuid.getMostSignificantBits());
                digits(sql, uuid.getLeastSignificantBits());
                sql.append('\'');
            }
            case Instant instant -> time(sql, instant);
            case byte[] bytes -> HEX.formatHex(sql.append("x'"), bytes).append('\'');
            case String text -> text(sql, text);
            default ->
                    throw new IllegalArgumentException(
                            "no column has the type " + value.getClass().getName());
        }
    }

    private static void digits(StringBuilder sql, long bits) {
        for (int shift = Long.SIZE - 4; shift >= 0; shift -= 4) {
            sql.append(Character.forDigit((int) (bits >>> shift) & 15, 16));
        }
    }

    private static void time(StringBuilder sql, Instant instant) {
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        sql.append('\'').append(time.getYear());
        two(sql.append('-'), time.getMonthValue());
        two(sql.append('-'), time.getDayOfMonth());
        two(sql.append(' '), time.getHour());
        two(sql.append(':'), time.getMinute());
        two(sql.append(':'), time.getSecond());
        String micros = Integer.toString(time.getNano() / MICROS);
        sql.append('.').repeat('0', 6 - micros.length()).append(micros).append('\'');
    }

    private static void two(StringBuilder sql, int number) {
        if (number < 10) {
            sql.append('0');
        }
        sql.append(number);
    }

    private static void text(StringBuilder sql, String text) {
        if (isPlain(text)) {
            sql.append('\'').append(text).append('\'');
        } else {
            HEX.formatHex(sql.append("_utf8mb4 x'"), text.getBytes(StandardCharsets.UTF_8))
                    .append('\'');
        }
    }

    private static boolean isPlain(String text) {
        for (int index = 0; index < text.length(); index++) {
            char letter = text.charAt(index);
            if (letter < ' ' || letter > '~' || letter == '\'' || letter == '\\') {
                return false;
            }
        }
        return true;
    }
}
