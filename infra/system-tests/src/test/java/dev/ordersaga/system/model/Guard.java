package dev.ordersaga.system.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What keeps a service from doing harm. All of them are there, but in a mutant. */
enum Guard {
    /** A command is handled once. */
    INBOX,
    /** Messages are sent after the commit that decides them. */
    OUTBOX,
    TICKET_TOMBSTONE,
    PAYMENT_TOMBSTONE,
    POINTS_TOMBSTONE,
    /** The key that lets a payment use points once, if the inbox should not see to it. */
    ONE_CHARGE,
    /** The same for giving them back. */
    ONE_REFUND,
    /** Points are taken where there are enough, in one statement. */
    CONDITIONAL_UPDATE,
    /** A ticket is cancelled until cooking has begun. */
    NO_CANCELLATION_OF_WHAT_COOKS,
    /** An order that was cancelled too late to turn round is cancelled once it is approved. */
    REMEMBERED_CANCEL,
    /** The payment's saga takes no answer but to the step that it waits for. */
    AWAITED_STEP,
    /** It undoes what it does not know to have been refused. */
    RESTORING_WHAT_IS_UNKNOWN,
    /** A time-out counts only while the command that it is about is awaited. */
    COMPARE_AND_SET;

    static final Set<Guard> ALL = Set.copyOf(EnumSet.allOf(Guard.class));

    static Set<Guard> without(Guard... missing) {
        EnumSet<Guard> present = EnumSet.allOf(Guard.class);
        present.removeAll(List.of(missing));
        return Set.copyOf(present);
    }
}
