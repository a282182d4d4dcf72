package dev.ordersaga.order.saga.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which of their guards the participants have. All of them, but in a mutant. */
record Guards(Set<Guard> present) {

    enum Guard {
        INBOX,
        TICKET_TOMBSTONE,
        PAYMENT_TOMBSTONE,
        POINTS_TOMBSTONE,
        /** The key that lets a payment use points once, if the inbox should not see to it. */
        ONE_CHARGE,
        /** The same for giving them back. */
        ONE_REFUND
    }

    static final Guards ALL = new Guards(EnumSet.allOf(Guard.class));

    static Guards without(Guard... missing) {
        EnumSet<Guard> present = EnumSet.allOf(Guard.class);
        present.removeAll(List.of(missing));
        return new Guards(present);
    }

    boolean have(Guard guard) {
        return present.contains(guard);
    }
}
