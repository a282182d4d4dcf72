package dev.ordersaga.web.identity;

import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;

/**
 * Who may use which route of a service. What is not named here, and is not the same for all
 * services, is for operators: a route that was forgotten is closed.
 */
@FunctionalInterface
public interface RouteAccess {

    /** Names routes; the first that fits decides. */
    void name(AuthorizeExchangeSpec routes);
}
