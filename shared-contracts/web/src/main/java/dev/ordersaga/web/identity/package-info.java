/**
 * Who calls, and what they may do: bearer tokens of one OIDC issuer, verified alike by all
 * services.
 */
@NullMarked
package dev.ordersaga.web.identity;

import org.jspecify.annotations.NullMarked;
