package dev.ordersaga.user;

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
            routes.pathMatchers(HttpMethod.POST, "/users", "/tokens").permitAll();
            routes.pathMatchers(HttpMethod.GET, "/.well-known/**").permitAll();
            routes.pathMatchers(HttpMethod.GET, "/users/{userId}", "/users/{userId}/points")
                    .authenticated();
        };
    }
}
