package dev.ordersaga.kitchen;

import dev.ordersaga.kitchen.adapter.persistence.NewTicketsQuery;
import dev.ordersaga.kitchen.application.NewTicket;
import dev.ordersaga.kitchen.application.NewTickets;
import dev.ordersaga.web.stream.EventStreams;
import dev.ordersaga.web.stream.StreamSettings;
import dev.ordersaga.web.stream.Watch;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/** What is told to those who wait for new tickets. */
@Configuration(proxyBeanMethods = false)
class FeedConfiguration {

    @Bean
    NewTickets newTickets(DatabaseClient db) {
        return new NewTicketsQuery(db);
    }

    @Bean
    Watch<Long, List<NewTicket>> newTicketsWatch(NewTickets tickets, StreamSettings settings) {
        return new Watch<>(tickets::afterEach, settings.lookEvery());
    }

    @Bean
    EventStreams eventStreams(
            StreamSettings settings, @Value("${kitchen.limits.streams-per-user}") int perUser) {
        return new EventStreams(settings, perUser);
    }
}
