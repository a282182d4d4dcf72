package dev.ordersaga.contracts;

/** The replies that the saga of {@code payment} hears. */
public sealed interface PaymentSagaReply extends Reply
        permits UserReply.PointsUsed, UserReply.PointsRefused, UserReply.PointsRestored {}
