package dev.ordersaga.user.domain;

/** Whether a user is one that orders are taken from. */
public enum Standing {
    NORMAL,
    /** Under suspicion: nothing new may be ordered. */
    ABNORMAL
}
