package dev.ordersaga.infra.demo;

import java.util.List;
import java.util.Map;

/**
 * One demonstration order, and how it should end.
 *
 * @param items how many of which product
 * @param reason why it is rejected, or why it cannot be cancelled; empty if there is neither
 * @param payment the payment's status; empty if none is made
 */
record Scenario(
        String title,
        long userId,
        Map<Long, Integer> items,
        String status,
        String reason,
        String payment,
        Setting setting) {

    /** What is special about the kitchen or the customer. */
    enum Setting {
        AS_USUAL,
        WAITING_LINE_FULL,
        /** The customer cancels the order once it is approved. */
        CANCELLED,
        /** The same, but the kitchen has begun to cook by then. */
        COOKED_AND_CANCELLED
    }

    Scenario {
        items = Map.copyOf(items);
    }

    static List<Scenario> all() {
        return List.of(
                new Scenario(
                        "approved",
                        DemoData.KIM,
                        Map.of(DemoData.BIBIMBAP, 4, DemoData.KIMCHI_STEW, 5),
                        "APPROVED",
                        "",
                        "COMPLETED",
                        Setting.AS_USUAL),
                rejected("user abnormal", DemoData.LEE, DemoData.BIBIMBAP, 1, "USER_ABNORMAL", ""),
                rejected(
                        "product withdrawn",
                        DemoData.KIM,
                        DemoData.WITHDRAWN,
                        1,
                        "PRODUCT_UNAVAILABLE",
                        ""),
                new Scenario(
                        "waiting line full",
                        DemoData.KIM,
                        Map.of(DemoData.BIBIMBAP, 1),
                        "REJECTED",
                        "FULL_WAITING",
                        "",
                        Setting.WAITING_LINE_FULL),
                rejected(
                        "points short",
                        DemoData.PARK,
                        DemoData.BIBIMBAP,
                        1,
                        "REJECT_DURING_PAYMENT",
                        "FAILED"),
                rejected(
                        "portions short at approval, so refunded",
                        DemoData.KIM,
                        DemoData.SCARCE,
                        2,
                        "TICKET_REJECTED",
                        "REFUNDED"),
                new Scenario(
                        "cancelled",
                        DemoData.KIM,
                        Map.of(DemoData.BIBIMBAP, 2),
                        "CANCELLED",
                        "",
                        "REFUNDED",
                        Setting.CANCELLED),
                new Scenario(
                        "cancelled too late, it is cooked already",
                        DemoData.KIM,
                        Map.of(DemoData.KIMCHI_STEW, 1),
                        "APPROVED",
                        "COOKING_HAS_BEGUN",
                        "COMPLETED",
                        Setting.COOKED_AND_CANCELLED));
    }

    private static Scenario rejected(
            String title, long userId, long product, int amount, String reason, String payment) {
        return new Scenario(
                title,
                userId,
                Map.of(product, amount),
                "REJECTED",
                reason,
                payment,
                Setting.AS_USUAL);
    }

    /** Whether the points of its price are gone. */
    boolean isCharged() {
        return payment.equals("COMPLETED");
    }

    /** The order's status, with the reason if there is one. */
    String expected() {
        return outcome(status, reason);
    }

    static String outcome(String status, String reason) {
        return reason.isEmpty() ? status : status + ", " + reason;
    }
}
