package dev.ordersaga.payment.adapter.messaging;

import dev.ordersaga.contracts.PaymentCommand;
import dev.ordersaga.contracts.PaymentCommand.Pay;
import dev.ordersaga.contracts.PaymentCommand.Refund;
import dev.ordersaga.contracts.PaymentReply;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.messaging.QueueListener;
import dev.ordersaga.payment.application.PayForOrder;
import dev.ordersaga.payment.application.Payments;
import dev.ordersaga.payment.application.RefundOrder;
import java.util.List;
import reactor.core.publisher.Mono;

/** What this service is asked to do as a participant of others' sagas. */
public final class PaymentCommands implements QueueListener.Commands<PaymentCommand> {

    private final Payments payments;
    private final PayForOrder payForOrder;
    private final RefundOrder refundOrder;

    public PaymentCommands(Payments payments, PayForOrder payForOrder, RefundOrder refundOrder) {
        this.payments = payments;
        this.payForOrder = payForOrder;
        this.refundOrder = refundOrder;
    }

    @Override
    public WorkQueue queue() {
        return WorkQueue.PAYMENT_COMMANDS;
    }

    @Override
    public Class<PaymentCommand> accepts() {
        return PaymentCommand.class;
    }

    @Override
    public Mono<Void> prefetch(List<Incoming<PaymentCommand>> batch) {
        return payments.prefetch(batch.stream().map(command -> command.body().orderId()).toList());
    }

    @Override
    public Mono<PaymentReply> handle(Incoming<PaymentCommand> command) {
        return switch (command.body()) {
            case Pay pay -> payForOrder.pay(command.withBody(pay));
            case Refund refund -> refundOrder.refund(command.withBody(refund));
        };
    }
}
