package dev.ordersaga.messaging.config;

import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.QueueListener;
import dev.ordersaga.messaging.saga.SagaDeclaration;
import dev.ordersaga.messaging.saga.SagaLint;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A service does not start with a saga that could not be brought to its end. */
@Configuration(proxyBeanMethods = false)
class SagaLintConfiguration {

    @Bean
    SmartInitializingSingleton sagaLint(
            ObjectProvider<SagaDeclaration> sagas, ObjectProvider<QueueListener<?>> listeners) {
        return () -> {
            Map<WorkQueue, Class<?>> heard =
                    listeners.stream()
                            .collect(
                                    Collectors.toMap(QueueListener::queue, QueueListener::accepts));
            List<String> faults =
                    sagas.stream().flatMap(saga -> SagaLint.faults(saga, heard).stream()).toList();
            if (!faults.isEmpty()) {
                throw new FaultySagas(faults);
            }
        };
    }
}
