package dev.ordersaga.payment;

import dev.ordersaga.messaging.Deadlines;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The settings of this service, under {@code payment}. */
@ConfigurationProperties("payment")
record PaymentProperties(@DefaultValue AnswerDeadline answerDeadline) {

    /**
     * How long the saga waits for the answer to a command.
     *
     * @param first after the first send; twice as long after each further one
     * @param longest after any send
     * @param lookEvery the pause between looks for answers that are late
     */
    record AnswerDeadline(
            @DefaultValue("5s") Duration first,
            @DefaultValue("10s") Duration longest,
            @DefaultValue("500ms") Duration lookEvery) {

        Deadlines deadlines() {
            return new Deadlines(first, longest);
        }
    }
}
