package dev.ordersaga.payment;

import dev.ordersaga.messaging.ChaseLateSagas;
import dev.ordersaga.messaging.Outbox;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.messaging.saga.SagaDeclaration;
import dev.ordersaga.payment.adapter.messaging.PaymentCommands;
import dev.ordersaga.payment.adapter.messaging.PaymentEvents;
import dev.ordersaga.payment.adapter.messaging.PaymentReplies;
import dev.ordersaga.payment.adapter.persistence.PaymentTable;
import dev.ordersaga.payment.adapter.platform.DataPlatformProperties;
import dev.ordersaga.payment.adapter.platform.HttpDataPlatform;
import dev.ordersaga.payment.application.AdvancePayment;
import dev.ordersaga.payment.application.DataPlatform;
import dev.ordersaga.payment.application.PayForOrder;
import dev.ordersaga.payment.application.Payments;
import dev.ordersaga.payment.application.RefundOrder;
import dev.ordersaga.payment.application.SagaRunner;
import dev.ordersaga.payment.application.ShowPayment;
import dev.ordersaga.payment.application.TellDataPlatform;
import dev.ordersaga.payment.saga.PaymentSaga;
import io.netty.channel.EventLoop;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/** How the service is put together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PaymentProperties.class, DataPlatformProperties.class})
class PaymentConfiguration {

    @Bean
    Payments payments(DatabaseClient db) {
        return new PaymentTable(db);
    }

    @Bean
    SagaDeclaration paying() {
        return PaymentSaga.declaration();
    }

    @Bean
    SagaRunner sagaRunner(
            Payments payments, Outbox outbox, Clock clock, PaymentProperties settings) {
        return new SagaRunner(payments, outbox, clock, settings.answerDeadline().deadlines());
    }

    @Bean
    ChaseLateSagas chaseLateSagas(
            Payments payments,
            SagaRunner saga,
            Transactions transactions,
            Clock clock,
            PaymentProperties settings) {
        return new ChaseLateSagas(
                payments::late,
                new AdvancePayment(saga)::late,
                transactions,
                settings.answerDeadline().lookEvery(),
                clock);
    }

    @Bean
    PaymentCommands paymentCommands(Payments payments, SagaRunner saga) {
        return new PaymentCommands(payments, new PayForOrder(saga), new RefundOrder(saga));
    }

    @Bean
    PaymentReplies paymentReplies(Payments payments, SagaRunner saga) {
        return new PaymentReplies(payments, new AdvancePayment(saga));
    }

    @Bean
    DataPlatform dataPlatform(DataPlatformProperties settings, EventLoop messagingLoop) {
        return new HttpDataPlatform(settings, messagingLoop);
    }

    @Bean
    PaymentEvents paymentEvents(DataPlatform platform) {
        return new PaymentEvents(new TellDataPlatform(platform));
    }

    @Bean
    ShowPayment showPayment(Payments payments) {
        return new ShowPayment(payments);
    }
}
