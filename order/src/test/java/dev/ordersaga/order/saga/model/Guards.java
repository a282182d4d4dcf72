package dev.ordersaga.order.saga.model;

/** Which of their guards the participants have. All of them, but in a mutant. */
record Guards(
        boolean inbox, boolean ticketTombstone, boolean paymentTombstone, boolean pointsTombstone) {

    static final Guards ALL = new Guards(true, true, true, true);
    static final Guards NO_INBOX = new Guards(false, true, true, true);
    static final Guards NO_TICKET_TOMBSTONE = new Guards(true, false, true, true);
    static final Guards NO_PAYMENT_TOMBSTONE = new Guards(true, true, false, true);
    static final Guards NO_POINTS_TOMBSTONE = new Guards(true, true, true, false);
}
