package dev.ordersaga.infra.demo;

import java.util.List;
import java.util.Map;

/**
 * One demonstration order, and how it should end.
 *
 * @param items how many of which product
 * @param reason why it is rejected; empty if it is approved
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

    /** What is special about the kitchen while the order runs. */
    enum Setting {
        AS_USUAL,
        WAITING_LINE_FULL
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
                        "REFUNDED"));
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

    /** The order's status, with the reason if it was rejected. */
    String expected() {
        return outcome(status, reason);
    }

    static String outcome(String status, String reason) {
        return reason.isEmpty() ? status : status + ", " + reason;
    }
}
