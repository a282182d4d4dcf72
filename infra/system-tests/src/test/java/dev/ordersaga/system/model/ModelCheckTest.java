package dev.ordersaga.system.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.system.model.Explorer.Findings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Explores every interleaving, within bounds, of the production sagas of order and payment with
 * models of the participants; and shows for every guard that the check would notice its absence.
 */
class ModelCheckTest {

    @ParameterizedTest(name = "{0} repetitions, {1} losses, {2} hasty time-outs, {3} failures")
    @CsvSource({"2, 1, 1, 1", "1, 1, 2, 1", "1, 2, 1, 2", "0, 3, 2, 3", "3, 0, 1, 0"})
    void everyInterleavingKeepsTheInvariants(
            int repetitions, int losses, int hastes, int failures) {
        Budget budget = Budget.of(repetitions, losses, hastes, failures);
        Findings findings =
                Explorer.explore(new Network(new OrderRules(), Guard.ALL), budget, Invariant.ALL);
        System.out.println("Model check, " + budget + ": " + findings);
        assertThat(findings.violation()).isEmpty();
        assertThat(findings.ends()).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void aSystemWithoutOneOfItsGuardsIsCaught(Mutant mutant) {
        Findings findings =
                Explorer.explore(mutant.network(), Budget.of(1, 1, 1, 1), mutant.breaks());
        System.out.println("Model check, " + mutant + ": " + findings);
        findings.violation().ifPresent(System.out::println);
        assertThat(findings.violation()).isPresent();
    }
}
