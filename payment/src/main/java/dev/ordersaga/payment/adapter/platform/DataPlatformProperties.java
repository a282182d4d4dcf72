package dev.ordersaga.payment.adapter.platform;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the data platform is, and how long it may take.
 *
 * @param url its base address, e.g. {@code https://platform.example.com/api}
 * @param connectTimeout for the connection to be made
 * @param responseTimeout for the answer, once it is asked
 */
@ConfigurationProperties("data-platform")
public record DataPlatformProperties(
        String url,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("5s") Duration responseTimeout) {}
