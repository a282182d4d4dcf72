package dev.ordersaga.order;

import dev.ordersaga.web.identity.RouteAccess;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may use which route; what is not named is for operators. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    @Bean
    RouteAccess routeAccess() {
        return routes -> routes.pathMatchers("/orders/**").authenticated();
    }
}
