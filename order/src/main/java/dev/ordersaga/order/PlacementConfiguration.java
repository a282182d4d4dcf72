package dev.ordersaga.order;

import dev.ordersaga.order.adapter.persistence.KeptAnswerTable;
import dev.ordersaga.order.application.ForgetAnswers;
import dev.ordersaga.order.application.KeptAnswers;
import dev.ordersaga.order.application.PlaceOrder;
import dev.ordersaga.order.application.PlaceOrderOnce;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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
}
