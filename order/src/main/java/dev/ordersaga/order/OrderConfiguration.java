package dev.ordersaga.order;

import dev.ordersaga.messaging.ChaseLateSagas;
import dev.ordersaga.messaging.Deadlines;
import dev.ordersaga.messaging.Outbox;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.messaging.saga.SagaDeclaration;
import dev.ordersaga.order.adapter.messaging.OrderRepliesListener;
import dev.ordersaga.order.adapter.persistence.OrderOverviewQuery;
import dev.ordersaga.order.adapter.persistence.OrderTable;
import dev.ordersaga.order.adapter.persistence.SagaTable;
import dev.ordersaga.order.adapter.persistence.TimelineTable;
import dev.ordersaga.order.application.Admission;
import dev.ordersaga.order.application.AdvanceSaga;
import dev.ordersaga.order.application.CancelOrder;
import dev.ordersaga.order.application.OpenOrders;
import dev.ordersaga.order.application.OrderOverview;
import dev.ordersaga.order.application.Orders;
import dev.ordersaga.order.application.PlaceOrder;
import dev.ordersaga.order.application.Sagas;
import dev.ordersaga.order.application.Timeline;
import dev.ordersaga.order.saga.CancelOrderSaga;
import dev.ordersaga.order.saga.PlaceOrderSaga;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.annotation.Qualifier;
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
    OrderOverview orderOverview(DatabaseClient db, OrderTable table) {
        return new OrderOverviewQuery(db, table);
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
    SagaDeclaration placing() {
        return PlaceOrderSaga.declaration();
    }

    @Bean
    SagaDeclaration cancelling() {
        return CancelOrderSaga.declaration();
    }

    @Bean
    PlaceOrder placeOrder(
            Orders orders,
            Sagas sagas,
            Timeline timeline,
            Outbox outbox,
            @Qualifier("groupCommit") Transactions transactions,
            Deadlines deadlines,
            Admission admission,
            OpenOrders openOrders,
            Clock clock) {
        return new PlaceOrder(
                orders,
                sagas,
                timeline,
                outbox,
                transactions,
                deadlines,
                admission,
                openOrders,
                clock);
    }

    @Bean
    AdvanceSaga advanceSaga(
            Orders orders,
            Sagas sagas,
            Timeline timeline,
            Outbox outbox,
            Deadlines deadlines,
            Admission admission,
            Clock clock) {
        return new AdvanceSaga(orders, sagas, timeline, outbox, deadlines, admission, clock);
    }

    @Bean
    CancelOrder cancelOrder(
            Orders orders,
            Sagas sagas,
            Timeline timeline,
            AdvanceSaga advanceSaga,
            Outbox outbox,
            Transactions transactions,
            Deadlines deadlines,
            Clock clock) {
        return new CancelOrder(
                orders, sagas, timeline, advanceSaga, outbox, transactions, deadlines, clock);
    }

    @Bean
    Admission admission(Clock clock) {
        return new Admission(clock, RandomGenerator.getDefault());
    }

    @Bean
    Deadlines deadlines(
            @Value("${order.answer-deadline.first}") Duration first,
            @Value("${order.answer-deadline.longest}") Duration longest) {
        return new Deadlines(first, longest);
    }

    @Bean
    ChaseLateSagas chaseLateSagas(
            Sagas sagas,
            AdvanceSaga advanceSaga,
            Transactions transactions,
            @Value("${order.answer-deadline.look-every}") Duration interval,
            Clock clock) {
        return new ChaseLateSagas(
                sagas::late, advanceSaga::onTimeout, transactions, interval, clock);
    }

    @Bean
    OrderRepliesListener orderRepliesListener(AdvanceSaga advanceSaga) {
        return new OrderRepliesListener(advanceSaga);
    }
}
