package dev.ordersaga.web.limits;

import dev.ordersaga.web.ProblemWriter;
import io.github.bucket4j.TimeMeter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** Limits how often a caller may ask. */
@AutoConfiguration
@EnableConfigurationProperties(LimitsProperties.class)
class LimitsAutoConfiguration {

    @Bean
    RequestRates requestRates(LimitsProperties limits, JsonMapper json) {
        return new RequestRates(limits, new ProblemWriter(json), TimeMeter.SYSTEM_NANOTIME);
    }
}
