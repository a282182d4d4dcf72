package dev.ordersaga.web.identity;

import org.springframework.security.oauth2.jwt.JwtException;

/** Whether a token is good cannot be told now. That is no fault of the token's. */
final class KeysUnavailable extends JwtException {

    private static final long serialVersionUID = 1L;

    KeysUnavailable(Throwable cause) {
        super("the issuer's keys are out of reach", cause);
    }
}
