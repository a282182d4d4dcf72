package dev.ordersaga.kitchen;

import dev.ordersaga.web.identity.Role;
import dev.ordersaga.web.identity.RouteAccess;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Who may use which route; what is not named is for operators. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    @Bean
    RouteAccess routeAccess() {
        return routes -> {
            routes.pathMatchers(HttpMethod.GET, "/menu").permitAll();
            routes.pathMatchers("/menu/**", "/kitchen", "/tickets/**")
                    .hasAnyRole(Role.KITCHEN.name(), Role.OPERATOR.name());
        };
    }
}
