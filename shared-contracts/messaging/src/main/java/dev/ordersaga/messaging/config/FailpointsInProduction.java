package dev.ordersaga.messaging.config;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A service of a production profile is not to be killed by whoever asks. */
final class FailpointsInProduction extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    FailpointsInProduction(String profile) {
        super("saga.failpoints.enabled is true, which the profile " + profile + " refuses");
    }

    /** Says it in two sentences instead of a stack trace. */
    static final class Analyzer extends AbstractFailureAnalyzer<FailpointsInProduction> {

        @Override
        protected FailureAnalysis analyze(Throwable root, FailpointsInProduction cause) {
            return new FailureAnalysis(
                    cause.getMessage(),
                    "Take away saga.failpoints.enabled, or start without the profile.",
                    cause);
        }
    }
}
