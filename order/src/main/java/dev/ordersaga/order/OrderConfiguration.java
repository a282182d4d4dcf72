package dev.ordersaga.order;

import dev.ordersaga.messaging.Outbox;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.order.adapter.messaging.OrderRepliesListener;
import dev.ordersaga.order.adapter.persistence.OrderTable;
import dev.ordersaga.order.adapter.persistence.SagaTable;
import dev.ordersaga.order.adapter.persistence.TimelineTable;
import dev.ordersaga.order.application.AdvanceSaga;
import dev.ordersaga.order.application.Orders;
import dev.ordersaga.order.application.PlaceOrder;
import dev.ordersaga.order.application.Sagas;
import dev.ordersaga.order.application.Timeline;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/** Puts use cases and adapters together. */
@Configuration(proxyBeanMethods = false)
class OrderConfiguration {

    @Bean
    OrderTable orderTable(DatabaseClient db) {
        return new OrderTable(db);
    }

    @Bean
    SagaTable sagaTable(DatabaseClient db) {
        return new SagaTable(db);
    }

    @Bean
    TimelineTable timelineTable(DatabaseClient db) {
        return new TimelineTable(db);
    }

    @Bean
    PlaceOrder placeOrder(
            Orders orders,
            Sagas sagas,
            Timeline timeline,
            Outbox outbox,
            Transactions transactions,
            Clock clock) {
        return new PlaceOrder(orders, sagas, timeline, outbox, transactions, clock);
    }

    @Bean
    AdvanceSaga advanceSaga(
            Orders orders,
            Sagas sagas,
            Timeline timeline,
            Outbox outbox,
            @Value("${order.compensation-pause}") Duration compensationPause,
            Clock clock) {
        return new AdvanceSaga(orders, sagas, timeline, outbox, compensationPause, clock);
    }

    @Bean
    OrderRepliesListener orderRepliesListener(AdvanceSaga advanceSaga) {
        return new OrderRepliesListener(advanceSaga);
    }
}
