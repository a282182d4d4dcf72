package dev.ordersaga.infra.benchmark.load;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What shall become of an order. */
public enum Kind {
    APPROVED,
    /** By a buyer whom nobody knows. */
    USER_UNKNOWN,
    /** By a buyer of bad standing. */
    USER_ABNORMAL,
    /** Of a product that is withdrawn. */
    PRODUCT_UNAVAILABLE,
    /** By a buyer without points. */
    POINTS_SHORT,
    /** Of more than there is: paid, then refused by the kitchen, so refunded. */
    REFUND,
    /** Whatever is ordered while the kitchen is closed. */
    KITCHEN_CLOSED,
    /** Whatever is ordered while the waiting line is full. */
    WAITING_FULL;

    /**
     * Whether it befalls every order of its time: such a share of the mix is a share of the time.
     */
    public boolean isOfTheWholeKitchen() {
        return this == KITCHEN_CLOSED || this == WAITING_FULL;
    }

    /** Its name on the command line, e.g. {@code user-unknown}. */
    public String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Kind> of(String option) {
        return Arrays.stream(values()).filter(kind -> kind.option().equals(option)).findFirst();
    }
}
