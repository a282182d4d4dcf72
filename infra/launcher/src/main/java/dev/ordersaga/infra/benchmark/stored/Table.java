package dev.ordersaga.infra.benchmark.stored;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table, and how rows of models in it become rows of copies. */
record Table(String name, List<Column> columns) {

    /** The most ids that one order has. */
    static final int IDS = 6;

    /** One row for each model: its ids {@code m0…}, the same as texts {@code mt0…}. */
    static final String MODELS = "benchmark_model";

    /** One row for each copy: its model's number, its age, its ids {@code c0…}, {@code ct0…}. */
    static final String COPIES = "benchmark_copy";

    Table {
        columns = List.copyOf(columns);
    }

    /** How a column's values change from model to copy. */
    enum Type {
        ID,
        TEXT,
        TIME,
        OTHER;

        static Type of(String sqlType) {
            return switch (sqlType.toLowerCase(Locale.ROOT)) {
                case "binary(16)" -> ID;
                case "datetime(6)", "timestamp(6)" -> TIME;
                default -> sqlType.contains("char") || sqlType.contains("text") ? TEXT : OTHER;
            };
        }
    }

    record Column(String name, Type type) {

        String copied() {
            String source = "r." + name;
            return switch (type) {
                case ID ->
                        each("WHEN m.m%1$d THEN c.c%1$d", " ")
                                .transform(
                                        cases ->
                                                "CASE %s %s ELSE %1$s END"
                                                        .formatted(source, cases));
                case TEXT -> replaced(source);
                case TIME -> source + " - INTERVAL c.ago_millis * 1000 MICROSECOND";
                case OTHER -> source;
            };
        }

        private static String replaced(String source) {
            String text = source;
            for (int id = 0; id < IDS; id++) {
                text = "REPLACE(%s, m.mt%d, c.ct%d)".formatted(text, id, id);
            }
            return text;
        }
    }

    /** Where the models' rows are kept. */
    String kept() {
        return "benchmark_of_" + name;
    }

    String keep() {
        return "CREATE TABLE %s AS SELECT 0 AS model_number, t.* FROM %s t WHERE FALSE"
                .formatted(kept(), name);
    }

    String copy() {
        return "INSERT INTO %s (%s) SELECT %s FROM %s c JOIN %s m ON m.number = c.model_number JOIN %s r ON r.model_number = c.model_number"
                .formatted(
                        name,
                        columns.stream().map(Column::name).collect(Collectors.joining(", ")),
                        columns.stream().map(Column::copied).collect(Collectors.joining(", ")),
                        COPIES,
                        MODELS,
                        kept());
    }

    /** A text for each id, e.g. {@code m0 BINARY(16)}. */
    static String each(String format, String between) {
        return IntStream.range(0, IDS)
                .mapToObj(format::formatted)
                .collect(Collectors.joining(between));
    }
}
