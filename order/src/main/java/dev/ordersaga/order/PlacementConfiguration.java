package dev.ordersaga.order;

import dev.ordersaga.order.adapter.persistence.EndedOrdersQuery;
import dev.ordersaga.order.adapter.persistence.KeptAnswerTable;
import dev.ordersaga.order.adapter.persistence.OpenOrderQuery;
import dev.ordersaga.order.adapter.persistence.OrderTable;
import dev.ordersaga.order.application.AwaitEnd;
import dev.ordersaga.order.application.EndedOrders;
import dev.ordersaga.order.application.ForgetAnswers;
import dev.ordersaga.order.application.KeptAnswers;
import dev.ordersaga.order.application.OpenOrders;
import dev.ordersaga.order.application.PlaceOrder;
import dev.ordersaga.order.application.PlaceOrderOnce;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.r2dbc.core.DatabaseClient;

/** What clients may ask for beside the order itself when they place one. */
@Configuration(proxyBeanMethods = false)
class PlacementConfiguration {

    @Bean
    KeptAnswerTable keptAnswerTable(DatabaseClient db) {
        return new KeptAnswerTable(db);
    }

    @Bean
    PlaceOrderOnce placeOrderOnce(PlaceOrder placeOrder, KeptAnswers answers, Clock clock) {
        return new PlaceOrderOnce(placeOrder, answers, clock);
    }

    @Bean
    ForgetAnswers forgetAnswers(
            KeptAnswers answers,
            @Value("${order.idempotency.keep}") Duration keep,
            @Value("${order.idempotency.look-every}") Duration interval,
            Clock clock) {
        return new ForgetAnswers(answers, keep, interval, clock);
    }

    @Bean
    EndedOrders endedOrders(DatabaseClient db, OrderTable table) {
        return new EndedOrdersQuery(db, table);
    }

    @Bean
    AwaitEnd awaitEnd(
            EndedOrders orders,
            @Value("${order.wait.most}") int most,
            @Value("${order.wait.look-every}") Duration interval) {
        return new AwaitEnd(orders, most, interval);
    }

    /** Who waits is answered before the service stops taking part. */
    @Bean
    ApplicationListener<ContextClosedEvent> endOfWaiting(AwaitEnd awaitEnd) {
        return new ApplicationListener<>() {
            @Override
            public void onApplicationEvent(ContextClosedEvent closed) {
                awaitEnd.close();
            }
        };
    }

    @Bean
    OpenOrders openOrders(
            DatabaseClient db,
            @Value("${order.limits.open-orders}") int most,
            @Value("${order.limits.look-every}") Duration interval) {
        return new OpenOrders(new OpenOrderQuery(db), most, interval);
    }
}
