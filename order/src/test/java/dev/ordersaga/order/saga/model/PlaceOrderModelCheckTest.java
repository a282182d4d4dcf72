package dev.ordersaga.order.saga.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.order.saga.model.Explorer.Findings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Explores every interleaving, within bounds, of the production place-order saga with models of its
 * participants; and shows for every guard that the check would notice its absence.
 */
class PlaceOrderModelCheckTest {

    @ParameterizedTest(name = "{0} duplicates, {1} losses, {2} time-outs, {3} failures")
    @CsvSource({"1, 1, 1, 1", "2, 0, 1, 1", "1, 0, 2, 1", "0, 1, 3, 0", "0, 2, 1, 3"})
    void everyInterleavingKeepsTheInvariants(
            int duplicates, int losses, int timeouts, int failures) {
        Budget budget = new Budget(duplicates, losses, timeouts, failures);
        Findings findings =
                Explorer.explore(new Network(new SagaRules(), Guards.ALL), budget, Invariant.ALL);
        System.out.println("Model check, " + budget + ": " + findings);
        assertThat(findings.violation()).isEmpty();
        assertThat(findings.finals()).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void aSystemWithoutOneOfItsGuardsIsCaught(Mutant mutant) {
        Findings findings =
                Explorer.explore(mutant.network(), new Budget(1, 1, 1, 1), mutant.breaks());
        System.out.println("Model check, " + mutant + ": " + findings);
        findings.violation().ifPresent(System.out::println);
        assertThat(findings.violation()).isPresent();
    }
}
