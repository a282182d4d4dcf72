package dev.ordersaga.infra.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.infra.terminal.Failure;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private static final Catalogue CATALOGUE = Catalogue.drawnBy(7);

    @Test
    void everyFaultHasANameOfItsOwnAndSaysWhatItIs() {
        assertThat(CATALOGUE.all()).extracting(Fault::name).doesNotHaveDuplicates();
        assertThat(CATALOGUE.all())
                .allSatisfy(fault -> assertThat(fault.name()).matches("[a-z0-9+-]{3,60}"))
                .allSatisfy(fault -> assertThat(fault.what()).isNotBlank());
    }

    @Test
    void theSameSeedDrawsTheSameCombinations() {
        assertThat(described(Catalogue.drawnBy(7))).isEqualTo(described(CATALOGUE));
        assertThat(described(Catalogue.drawnBy(8))).isNotEqualTo(described(CATALOGUE));
    }

    @Test
    void theSameSeedDrawsTheSameOrders() {
        Customers customers = new Customers(Map.of("USER_URL", "", "KITCHEN_URL", ""));

        assertThat(orders(customers, 7)).isEqualTo(orders(customers, 7));
        assertThat(orders(customers, 8)).isNotEqualTo(orders(customers, 7));
    }

    @Test
    void theQuickOnesAreFewAndOfEverySort() {
        assertThat(CATALOGUE.quick()).hasSizeBetween(6, 14);
        assertThat(Stream.of("kill-", "broker-", "database-", "messages-", "clients-", "poison"))
                .allSatisfy(
                        sort ->
                                assertThat(CATALOGUE.quick())
                                        .extracting(Fault::name)
                                        .anyMatch(name -> name.startsWith(sort)));
    }

    @Test
    void aStarStandsForAnything() {
        assertThat(CATALOGUE.named(List.of("kill-*r", "poison")))
                .extracting(Fault::name)
                .containsExactly("kill-order", "kill-user", "poison");
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThatThrownBy(() -> CATALOGUE.named(List.of("rain")))
                .isInstanceOf(Failure.class)
                .hasMessage(
                        "There is no fault rain; infra/chaos --help lists those that there are.");
    }

    private static List<String> described(Catalogue catalogue) {
        return catalogue.all().stream().map(fault -> fault.name() + fault.what()).toList();
    }

    private static List<Customers.Wish> orders(Customers customers, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, 50).mapToObj(_ -> customers.order(random)).toList();
    }
}
