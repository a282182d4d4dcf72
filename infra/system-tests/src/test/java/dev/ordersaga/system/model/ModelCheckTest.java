package dev.ordersaga.system.model;

import static dev.ordersaga.order.domain.OrderStatus.APPROVED;
import static dev.ordersaga.order.domain.OrderStatus.CANCELLED;
import static dev.ordersaga.order.domain.OrderStatus.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.order.domain.OrderStatus;
import dev.ordersaga.system.model.Explorer.Findings;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Explores every interleaving, within bounds, of the production sagas, with the production order,
 * payment and ticket, and models of what is around them; and shows for every guard that the check
 * would notice its absence, and how it comes to harm then.
 *
 * <p>{@link Network} says what can happen, {@link Invariant} what must hold, {@link Mutant} which
 * guards there are. The bounds are on how often things go wrong in a run, not on its length: a
 * message that is late, or overtaken by all others, is in no bound.
 */
class ModelCheckTest {

    @ParameterizedTest(name = "{0} repetitions, {1} losses, {2} hasty time-outs, {3} failures")
    @CsvSource({"2, 1, 1, 1", "1, 1, 2, 1", "1, 2, 1, 2", "0, 3, 2, 3", "3, 0, 1, 0"})
    void anOrderIsPlacedWhateverHappens(int repetitions, int losses, int hastes, int failures) {
        Budget budget = Budget.of(repetitions, losses, hastes, failures);
        assertThat(everyEndOf(Scenario.placing(budget))).containsOnlyKeys(APPROVED, REJECTED);
    }

    @ParameterizedTest(
            name = "{0} cancels, {1} repetitions, {2} losses, {3} hasty time-outs, {4} failures")
    @CsvSource({"1, 1, 1, 1, 1", "1, 2, 0, 1, 0", "2, 1, 1, 1, 0", "2, 0, 2, 1, 1"})
    void anOrderIsCancelledWhateverHappens(
            int cancels, int repetitions, int losses, int hastes, int failures) {
        Budget budget = Budget.of(repetitions, losses, hastes, failures);
        assertThat(everyEndOf(Scenario.cancelling(cancels, budget)))
                .containsOnlyKeys(APPROVED, REJECTED, CANCELLED);
    }

    private static Map<OrderStatus, Integer> everyEndOf(Scenario scenario) {
        Network network = new Network(new OrderRules(), Guard.ALL);
        Findings findings = Explorer.explore(network, scenario, Invariant.ALL);
        System.out.println("Model check, " + scenario + ": " + findings);
        assertThat(findings.violation()).isEmpty();
        return findings.ends();
    }

    @ParameterizedTest
    @EnumSource
    void aSystemWithoutOneOfItsGuardsIsCaught(Mutant mutant) {
        Findings findings = Explorer.explore(mutant.network(), mutant.scenario(), mutant.breaks());
        System.out.println("Model check, " + mutant + ": " + findings);
        findings.violation().ifPresent(System.out::println);
        assertThat(findings.violation()).isPresent();
    }
}
