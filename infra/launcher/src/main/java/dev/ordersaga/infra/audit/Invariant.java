package dev.ordersaga.infra.audit;

import java.sql.SQLException;

/**
 * One thing that must hold.
 *
 * @param statement the sentence that is violated or not
 */
record Invariant(String statement, Check check) {

    /** Looks once, and tells the tally every violation. */
    @FunctionalInterface
    interface Check {

        void look(Tally tally) throws SQLException;
    }

    Finding look() throws SQLException {
        Tally tally = new Tally();
        check.look(tally);
        return tally.finding(statement);
    }
}
