package dev.ordersaga.web.limits;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often one caller may ask one instance.
 *
 * @param requestsPerSecond in the long run
 * @param burst so often at once, after a pause
 */
@ConfigurationProperties("web.limits")
record LimitsProperties(
        @DefaultValue("200") int requestsPerSecond, @DefaultValue("400") int burst) {}
