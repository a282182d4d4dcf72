package dev.ordersaga.messaging.store;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Tells a fault of the surroundings, which no message is to blame for, from one of a message. */
public final class Outage {

    private Outage() {}

    /** Whether the database is out of reach, so that every message would fail alike. */
    public static boolean isBehind(Throwable fault) {
        return switch (fault) {
            case DataAccessResourceFailureException _,
                    CannotCreateTransactionException _,
                    TransactionSystemException _,
                    R2dbcNonTransientResourceException _,
                    R2dbcTimeoutException _ ->
                    true;
            default -> false;
        };
    }
}
