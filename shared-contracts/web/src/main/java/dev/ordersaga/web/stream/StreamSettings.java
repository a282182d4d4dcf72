package dev.ordersaga.web.stream;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of streams, under {@code saga.streams}.
 *
 * @param heartbeat after so long without an event a stream says that it is still there
 * @param lookEvery how often the database is looked at while anybody waits for something new
 * @param longest when a stream is ended, so that its client comes again with a token that is valid
 * @param most streams that one instance has at the same time
 */
@ConfigurationProperties("saga.streams")
public record StreamSettings(
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("200ms") Duration lookEvery,
        @DefaultValue("10m") Duration longest,
        @DefaultValue("2000") int most) {}
