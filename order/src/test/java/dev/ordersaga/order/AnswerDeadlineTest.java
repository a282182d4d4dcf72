package dev.ordersaga.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.messaging.config.MessagingProperties;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

class AnswerDeadlineTest {

    /** Else an order whose approval a dead process has left in its outbox would be refused. */
    @Test
    void whatADeadProcessHasLeftIsSentBeforeAnybodyGivesItUp() throws IOException {
        PropertySource<?> settings =
                new YamlPropertySourceLoader()
                        .load("order", new ClassPathResource("application.yaml"))
                        .getFirst();
        Binder binder = new Binder(ConfigurationPropertySources.from(settings));

        MessagingProperties runtime = binder.bindOrCreate("saga", MessagingProperties.class);

        assertThat(binder.bind("order.answer-deadline.first", Duration.class).get())
                .isGreaterThan(runtime.outboxGrace().plus(runtime.relayInterval()));
    }
}
