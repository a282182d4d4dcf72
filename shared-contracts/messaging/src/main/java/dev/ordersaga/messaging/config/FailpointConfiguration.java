package dev.ordersaga.messaging.config;

import dev.ordersaga.messaging.failpoint.ArmedFailpoints;
import dev.ordersaga.messaging.failpoint.FailpointsEndpoint;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Failpoints, for a service that is started with them. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("saga.failpoints.enabled")
class FailpointConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(FailpointConfiguration.class);
    private static final Set<String> REFUSING = Set.of("prod", "production");

    /**
     * Refuses to be part of a service in production.
     *
     * @throws FailpointsInProduction if the service runs under such a profile
     */
    FailpointConfiguration(Environment environment) {
        String[] active = environment.getActiveProfiles();
        Arrays.stream(active.length == 0 ? environment.getDefaultProfiles() : active)
                .filter(profile -> REFUSING.contains(profile.toLowerCase(Locale.ROOT)))
                .findAny()
                .ifPresent(
                        profile -> {
                            throw new FailpointsInProduction(profile);
                        });
        LOG.warn("Failpoints are enabled: whoever reaches the actuator can kill this service");
    }

    @Bean
    ArmedFailpoints failpoints() {
        return new ArmedFailpoints();
    }

    @Bean
    FailpointsEndpoint failpointsEndpoint(ArmedFailpoints failpoints) {
        return new FailpointsEndpoint(failpoints);
    }
}
