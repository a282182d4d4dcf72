package dev.ordersaga.order;

import dev.ordersaga.order.adapter.persistence.FollowedOrdersQuery;
import dev.ordersaga.order.adapter.persistence.TimelineTable;
import dev.ordersaga.order.application.FollowedOrders;
import dev.ordersaga.order.application.OrderNews;
import dev.ordersaga.order.application.OrderPlace;
import dev.ordersaga.web.stream.EventStreams;
import dev.ordersaga.web.stream.StreamSettings;
import dev.ordersaga.web.stream.Watch;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/** What is told to those who follow orders. */
@Configuration(proxyBeanMethods = false)
class EventsConfiguration {

    @Bean
    FollowedOrders followedOrders(DatabaseClient db, TimelineTable timeline) {
        return new FollowedOrdersQuery(db, timeline);
    }

    @Bean
    Watch<OrderPlace, OrderNews> orderWatch(FollowedOrders orders, StreamSettings settings) {
        return new Watch<>(orders::news, settings.lookEvery());
    }

    @Bean
    EventStreams eventStreams(
            StreamSettings settings, @Value("${order.limits.streams-per-user}") int perUser) {
        return new EventStreams(settings, perUser);
    }
}
