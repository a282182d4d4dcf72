package dev.ordersaga.messaging.testing;

import dev.ordersaga.messaging.rabbit.MessagingRuntime;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Lets each test begin when its service consumes its queues: until they have been declared, the
 * broker drops what is sent to them. A service starts without waiting for that, and a paused
 * context starts again.
 */
public final class Connected implements BeforeEachCallback {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Override
    public void beforeEach(ExtensionContext context) {
        await(SpringExtension.getApplicationContext(context));
    }

    /** Waits until a service consumes its queues. */
    public static void await(ApplicationContext service) {
        MessagingRuntime runtime = service.getBean(MessagingRuntime.class);
        Awaitility.await("connected").atMost(PATIENCE).until(runtime::isConnected);
    }
}
