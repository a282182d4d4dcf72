package dev.ordersaga.order;

import dev.ordersaga.messaging.DeadLetters;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.messaging.store.InboxTable;
import dev.ordersaga.order.adapter.persistence.UnfinishedSagasQuery;
import dev.ordersaga.order.application.JudgeDeadLetter;
import dev.ordersaga.order.application.ListDeadLetters;
import dev.ordersaga.order.application.ReplayDeadLetters;
import dev.ordersaga.order.application.Sagas;
import dev.ordersaga.order.application.Timeline;
import java.time.Clock;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/** What operators do with dead letters. */
@Configuration(proxyBeanMethods = false)
class DeadLetterConfiguration {

    @Bean
    JudgeDeadLetter judgeDeadLetter(Sagas sagas, InboxTable inbox, DatabaseClient db) {
        return new JudgeDeadLetter(
                sagas, new UnfinishedSagasQuery(db), ids -> inbox.handled(ids).map(Map::keySet));
    }

    @Bean
    ListDeadLetters listDeadLetters(
            DeadLetters letters, JudgeDeadLetter judge, Transactions transactions) {
        return new ListDeadLetters(letters, judge, transactions);
    }

    @Bean
    ReplayDeadLetters replayDeadLetters(
            DeadLetters letters,
            Sagas sagas,
            Timeline timeline,
            JudgeDeadLetter judge,
            Transactions transactions,
            Clock clock) {
        return new ReplayDeadLetters(letters, sagas, timeline, judge, transactions, clock);
    }
}
