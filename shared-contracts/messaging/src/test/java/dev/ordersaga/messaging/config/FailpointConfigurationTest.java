package dev.ordersaga.messaging.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.messaging.failpoint.Failpoints;
import dev.ordersaga.messaging.failpoint.FailpointsEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class FailpointConfigurationTest {

    private static final String ENABLED = "saga.failpoints.enabled=true";

    private final ApplicationContextRunner service =
            new ApplicationContextRunner().withUserConfiguration(FailpointConfiguration.class);

    @ParameterizedTest
    @ValueSource(strings = {"", "saga.failpoints.enabled=false"})
    void nobodyHasFailpointsUnlessTheyAreEnabled(String setting) {
        service.withPropertyValues(setting)
                .run(
                        context ->
                                assertThat(context)
                                        .doesNotHaveBean(Failpoints.class)
                                        .doesNotHaveBean(FailpointsEndpoint.class));
    }

    @Test
    void aServiceThatEnablesThemHasThem() {
        service.withPropertyValues(ENABLED, "spring.profiles.active=test")
                .run(
                        context ->
                                assertThat(context)
                                        .hasSingleBean(Failpoints.class)
                                        .hasSingleBean(FailpointsEndpoint.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "prod", "Production", "eu,prod"})
    void aProductionProfileRefusesThem(String profiles) {
        service.withPropertyValues(ENABLED, "spring.profiles.active=" + profiles)
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .hasRootCauseInstanceOf(FailpointsInProduction.class)
                                        .rootCause()
                                        .hasMessageContaining("saga.failpoints.enabled"));
    }

    @Test
    void aProductionProfileIsFineWithoutThem() {
        service.withPropertyValues("spring.profiles.active=production")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void aProductionProfileThatIsTheDefaultRefusesThemToo() {
        service.withPropertyValues(ENABLED, "spring.profiles.default=production")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void theRefusalIsOneSentence() {
        var said =
                new FailpointsInProduction.Analyzer()
                        .analyze(new IllegalStateException(new FailpointsInProduction("prod")));

        assertThat(said.getDescription())
                .isEqualTo("saga.failpoints.enabled is true, which the profile prod refuses");
    }
}
