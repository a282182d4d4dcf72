package dev.ordersaga.messaging.config;

import java.util.List;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A saga is declared that must not run. */
final class FaultySagas extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    FaultySagas(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
    }

    /** Says it in a few lines instead of a stack trace. */
    static final class Analyzer extends AbstractFailureAnalyzer<FaultySagas> {

        @Override
        protected FailureAnalysis analyze(Throwable root, FaultySagas cause) {
            return new FailureAnalysis(
                    cause.getMessage(), "Correct the declarations of the sagas' steps.", cause);
        }
    }
}
