package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.infra.audit.Books;
import dev.ordersaga.system.Customers.Wish;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The books tell what became of orders, and how often each was charged and refunded. */
class BooksIT {

    private static final RunningSystem SYSTEM = RunningSystem.get();
    private static final int POINTS = 10_000;

    private static long buyer;
    private static String approved;
    private static String refunded;

    @BeforeAll
    static void placeOrders() {
        Customers customers = new Customers(SYSTEM);
        buyer = SYSTEM.user(POINTS);
        SYSTEM.product(7001, 1_000, 100, true);
        SYSTEM.product(7002, 1_000, 1, true);
        approved = customers.place(new Wish(buyer, 7001, 2));
        refunded = customers.place(new Wish(buyer, 7002, 2));
        assertThat(customers.outcome(approved)).isEqualTo("APPROVED");
        assertThat(customers.outcome(refunded)).isEqualTo("TICKET_REJECTED");
    }

    @Test
    void tellWhatBecameOfOrdersAndPoints() {
        Books books = Books.of(SYSTEM.env());

        assertThat(books.orders())
                .containsEntry(approved, "APPROVED")
                .containsEntry(refunded, "REJECTED");
        assertThat(books.charges()).containsEntry(approved, 1).containsEntry(refunded, 1);
        assertThat(books.refunds()).doesNotContainKey(approved).containsEntry(refunded, 1);
        assertThat(books.spent()).containsEntry(buyer, 2_000L);
        assertThat(books.balances()).containsEntry(buyer, POINTS - 2_000L);
    }

    @Test
    void tellOfASecondChargeOfTheSamePayment() {
        String second = "X'00000000000000000000000000007001'";
        SYSTEM.change(
                "user",
                """
                INSERT INTO ledger_transfer (id, user_id, kind, reference, posted_at)
                SELECT %s, user_id + 1, kind, reference, posted_at FROM ledger_transfer
                WHERE kind = 'USE' AND reference = '%s'
                """
                        .formatted(second, paymentOf(approved)));

        try {
            assertThat(Books.of(SYSTEM.env()).charges())
                    .containsEntry(approved, 2)
                    .containsEntry(refunded, 1);
        } finally {
            SYSTEM.change("user", "DELETE FROM ledger_transfer WHERE id = " + second);
        }
    }

    private static String paymentOf(String orderId) {
        return SYSTEM.text(
                        "payment",
                        "SELECT LOWER(HEX(payment_id)) FROM payments WHERE order_id = UNHEX('%s')"
                                .formatted(orderId.replace("-", "")))
                .replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }
}
