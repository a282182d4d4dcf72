package dev.ordersaga.infra.audit;

import java.io.Serial;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.UUID;

/** The rows of one query, some hundreds of them in memory at a time. */
final class SortedRows<T> implements Iterator<Keyed<T>>, AutoCloseable {

    private static final int ROWS_AT_ONCE = 500;

    /** What a row says; its key is known. */
    @FunctionalInterface
    interface Mapping<T> {

        T read(ResultSet row, String key) throws SQLException;
    }

    private final Connection connection;
    private final ResultSet rows;
    private final Mapping<T> mapping;
    private boolean more;

    private SortedRows(Connection connection, ResultSet rows, Mapping<T> mapping)
            throws SQLException {
        this.connection = connection;
        this.rows = rows;
        this.mapping = mapping;
        this.more = rows.next();
    }

    /** Takes the connection over, and closes it also where the query fails. */
    static <T> SortedRows<T> open(Connection connection, String sql, Mapping<T> mapping)
            throws SQLException {
        try {
            Statement statement = connection.createStatement();
            statement.setFetchSize(ROWS_AT_ONCE);
            return new SortedRows<>(connection, statement.executeQuery(sql), mapping);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public boolean hasNext() {
        return more;
    }

    @Override
    public Keyed<T> next() {
        if (!more) {
            throw new NoSuchElementException();
        }
        try {
            String key = key(rows);
            Keyed<T> row = new Keyed<>(key, mapping.read(rows, key));
            more = rows.next();
            return row;
        } catch (SQLException e) {
            throw new Lost(e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** Sixteen bytes are a UUID, whose text sorts as they do. */
    private static String key(ResultSet row) throws SQLException {
        if (row.getObject(1) instanceof byte[] bytes && bytes.length == 2 * Long.BYTES) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new UUID(buffer.getLong(), buffer.getLong()).toString();
        }
        return row.getString(1);
    }

    /** The connection was lost between two rows. */
    static final class Lost extends RuntimeException {

        @Serial private static final long serialVersionUID = 1L;

        Lost(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
