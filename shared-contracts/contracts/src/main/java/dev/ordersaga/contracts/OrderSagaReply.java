package dev.ordersaga.contracts;

/** The replies that the sagas of {@code order} hear. */
public sealed interface OrderSagaReply extends Reply
        permits UserReply.UserVerified,
                UserReply.UserRefused,
                KitchenReply.TicketCreated,
                KitchenReply.TicketRefused,
                KitchenReply.TicketApproved,
                KitchenReply.TicketApprovalRefused,
                KitchenReply.TicketRejected,
                KitchenReply.TicketAlreadyApproved,
                KitchenReply.TicketCancelled,
                KitchenReply.TicketCancellationRefused,
                PaymentReply.Paid,
                PaymentReply.PaymentRefused,
                PaymentReply.PaymentRefunded {}
