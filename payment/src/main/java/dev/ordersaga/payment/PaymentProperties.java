package dev.ordersaga.payment;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of this service, under {@code payment}.
 *
 * @param restoreAgainAfter the pause before points are restored again after a technical failure
 */
@ConfigurationProperties("payment")
record PaymentProperties(@DefaultValue("30s") Duration restoreAgainAfter) {}
