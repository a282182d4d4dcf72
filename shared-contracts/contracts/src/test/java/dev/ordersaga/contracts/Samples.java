package dev.ordersaga.contracts;

import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One message of every type, as the golden files have them. */
final class Samples {

    static final UUID TX = UUID.fromString("01990000-0000-7000-8000-000000000001");
    static final UUID ORDER = UUID.fromString("01990000-0000-7000-8000-000000000002");
    static final UUID PAYMENT = UUID.fromString("01990000-0000-7000-8000-000000000003");
    static final Money PRICE = new Money(44_000, "KRW");
    static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123456Z");

    private Samples() {}

    static List<TargetEventMessage> all() {
        return List.of(
                order(new UserCommand.VerifyUser(ORDER, 1)),
                payment(new UserCommand.UsePoints(PAYMENT, 1, PRICE)),
                payment(new UserCommand.RestorePoints(PAYMENT, 1)),
                order(new UserReply.UserVerified(1, "Kim")),
                order(new UserReply.UserRefused(1, UserReply.UserRefusal.USER_ABNORMAL)),
                payment(new UserReply.PointsUsed(PAYMENT)),
                payment(new UserReply.PointsRefused(PAYMENT, UserReply.PointsRefusal.POINTS_SHORT)),
                payment(new UserReply.PointsRestored(PAYMENT)),
                order(
                        new KitchenCommand.CreateTicket(
                                ORDER, List.of(new KitchenCommand.ProductItem(123, 4)))),
                order(new KitchenCommand.ApproveTicket(ORDER)),
                order(new KitchenCommand.RejectTicket(ORDER)),
                order(
                        new KitchenReply.TicketCreated(
                                ORDER,
                                List.of(
                                        new KitchenReply.PricedItem(
                                                123, 4, new Money(11_000, "KRW"))),
                                PRICE)),
                order(
                        new KitchenReply.TicketRefused(
                                ORDER, KitchenReply.TicketRefusal.FULL_WAITING)),
                order(new KitchenReply.TicketApproved(ORDER)),
                order(
                        new KitchenReply.TicketApprovalRefused(
                                ORDER, KitchenReply.ApprovalRefusal.PORTIONS_SHORT)),
                order(new KitchenReply.TicketRejected(ORDER)),
                order(new KitchenReply.TicketAlreadyApproved(ORDER)),
                cancellation(new KitchenCommand.CancelTicket(ORDER)),
                cancellation(new KitchenReply.TicketCancelled(ORDER)),
                cancellation(
                        new KitchenReply.TicketCancellationRefused(
                                ORDER, KitchenReply.CancellationRefusal.COOKING_HAS_BEGUN)),
                order(new PaymentCommand.Pay(ORDER, 1, "Kim", PRICE)),
                order(new PaymentCommand.Refund(ORDER)),
                order(new PaymentReply.Paid(ORDER, PAYMENT)),
                order(
                        new PaymentReply.PaymentRefused(
                                ORDER, PaymentReply.PaymentRefusal.POINTS_SHORT)),
                order(new PaymentReply.PaymentRefunded(ORDER)),
                payment(new Event.PaymentCompleted(PAYMENT, ORDER, "Kim", PRICE, NOON)),
                payment(new Event.RefundCompleted(PAYMENT, ORDER, "Kim", PRICE, NOON)),
                order(new Event.OrderStatusChanged(ORDER, 1, "APPROVED", NOON)));
    }

    private static TargetEventMessage order(Message message) {
        return new TargetEventMessage(Target.ORDER_CREATION, TX, message);
    }

    private static TargetEventMessage cancellation(Message message) {
        return new TargetEventMessage(Target.ORDER_CANCELLATION, TX, message);
    }

    private static TargetEventMessage payment(Message message) {
        return new TargetEventMessage(Target.PAYMENT, TX, message);
    }
}
