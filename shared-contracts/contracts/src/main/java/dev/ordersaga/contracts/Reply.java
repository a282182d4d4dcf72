package dev.ordersaga.contracts;

/**
 * A participant's answer to a command. A refusal is an answer like any other.
 *
 * <p>Each reply also implements the interface of the orchestrator that hears it ({@link
 * OrderSagaReply}, {@link PaymentSagaReply}), so that an orchestrator's {@code switch} covers
 * exactly what it can be told.
 */
public sealed interface Reply extends Message
        permits UserReply, KitchenReply, PaymentReply, OrderSagaReply, PaymentSagaReply {}
