package dev.ordersaga.order;

import dev.ordersaga.messaging.Deadlines;
import dev.ordersaga.messaging.Outbox;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.order.adapter.persistence.SagaOverviewQuery;
import dev.ordersaga.order.adapter.persistence.SagaTable;
import dev.ordersaga.order.application.RetrySaga;
import dev.ordersaga.order.application.SagaOverview;
import dev.ordersaga.order.application.Sagas;
import dev.ordersaga.order.application.Timeline;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/** What operators do with sagas. */
@Configuration(proxyBeanMethods = false)
class OperatorConfiguration {

    @Bean
    SagaOverview sagaOverview(DatabaseClient db, SagaTable table) {
        return new SagaOverviewQuery(db, table);
    }

    @Bean
    RetrySaga retrySaga(
            Sagas sagas,
            Timeline timeline,
            Outbox outbox,
            Transactions transactions,
            Deadlines deadlines,
            Clock clock) {
        return new RetrySaga(sagas, timeline, outbox, transactions, deadlines, clock);
    }
}
