package dev.ordersaga.infra.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServiceTest {

    @ParameterizedTest
    @EnumSource
    void everyServiceMayHandleItsOwnQueuesAndNobodyElsesButForDeadLetters(Service service) {
        for (Service owner : Service.values()) {
            for (String name : new String[] {".commands", ".replies.retry.1", ".commands.dead"}) {
                String queue = owner.id() + name;
                boolean own = owner == service;
                boolean reads = own || (service == Service.ORDER && name.endsWith(".dead"));
                assertThat(queue.matches(service.mayConfigure())).as(queue).isEqualTo(own);
                assertThat(queue.matches(service.mayWrite())).as(queue).isEqualTo(own);
                assertThat(queue.matches(service.mayRead())).as(queue).isEqualTo(reads);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyServiceMayRetryAndBury(Service service) {
        assertThat("amq.default").matches(service.mayWrite());
        assertThat("saga.dead-letters").matches(service.mayWrite()).matches(service.mayRead());
    }

    @Test
    void participantsOnlyAnswer() {
        assertThat("saga.replies").matches(Service.KITCHEN.mayWrite());
        assertThat("saga.commands").doesNotMatch(Service.KITCHEN.mayWrite());
        assertThat("saga.events").doesNotMatch(Service.KITCHEN.mayWrite());
    }

    @Test
    void onlyOrchestratorsCommand() {
        assertThat("saga.commands").matches(Service.ORDER.mayWrite());
        assertThat("saga.commands").matches(Service.PAYMENT.mayWrite());
        assertThat("saga.commands").doesNotMatch(Service.USER.mayWrite());
    }
}
