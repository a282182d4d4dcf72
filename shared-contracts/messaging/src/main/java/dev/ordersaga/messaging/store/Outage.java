package dev.ordersaga.messaging.store;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * Tells a fault of the surroundings, which no message is to blame for, from one of a message.
 *
 * <p>The driver gives both the same type where the server's error has no class of its own (SQLSTATE
 * HY000): a full disk, and a statement that compares what cannot be compared. Of those only the
 * errors that are known to be the server's own state count as an outage. A message whose statement
 * fails must go to retry and to the dead letters, for it would fail for ever.
 */
public final class Outage {

    /** SQLSTATE class 08: the connection is not there. */
    private static final String CONNECTION_EXCEPTION = "08";

    /**
     * Error numbers of MySQL and MariaDB that tell of the server and not of the statement: 3, 1021
     * and 1026 cannot write, disk full; 1028 and 1038 no memory to sort; 1030 storage engine; 1037
     * and 1041 out of memory; 1053 shutting down; 1114 table full; 1135 no thread; 1180 commit
     * failed; 1203 and 1226 too many connections of the account; 1290 and 1836 read only; 1792
     * transaction read only; 1927 and 3169 connection killed; 4031 idle for too long.
     */
    private static final Set<Integer> OF_THE_SERVER =
            Set.of(
                    3, 1021, 1026, 1028, 1030, 1037, 1038, 1041, 1053, 1114, 1135, 1180, 1203, 1226,
                    1290, 1792, 1836, 1927, 3169, 4031);

    private Outage() {}

    /** Whether the database is out of reach, so that every message would fail alike. */
    public static boolean isBehind(Throwable fault) {
        return switch (fault) {
            case CannotCreateTransactionException _,
                    TransactionSystemException _,
                    R2dbcTimeoutException _ ->
                    true;
            case DataAccessResourceFailureException translated ->
                    isOfTheServer(translated.getCause());
            case R2dbcNonTransientResourceException untranslated -> isOfTheServer(untranslated);
            default -> false;
        };
    }

    /** What has no error number comes from the driver, which has lost its connection. */
    private static boolean isOfTheServer(@Nullable Throwable fault) {
        return !(fault instanceof R2dbcException error)
                || error.getErrorCode() == 0
                || OF_THE_SERVER.contains(error.getErrorCode())
                || (error.getSqlState() != null
                        && error.getSqlState().startsWith(CONNECTION_EXCEPTION));
    }
}
