package dev.ordersaga.messaging.rabbit;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/** The smallest service: the runtime, and one listener. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class StageService {

    @Bean
    Effects effects(DatabaseClient db) {
        return new Effects(db);
    }

    @Bean
    UserDesk userDesk(Effects effects, ObjectProvider<UserDesk.Briefing> briefing) {
        UserDesk desk = new UserDesk(effects);
        briefing.ifAvailable(each -> each.give(desk));
        return desk;
    }
}
