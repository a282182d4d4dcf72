package dev.ordersaga.infra.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MergeTest {

    @Test
    void everyKeyOfEitherSideIsMetOnceAndInOrder() {
        assertThat(merged(keys("a", "c", "d"), keys("b", "c", "e")))
                .containsExactly("a: left", "b: right", "c: left right", "d: left", "e: right");
    }

    @Test
    void anEmptySideMeetsNobody() {
        assertThat(merged(keys(), keys("a", "b"))).containsExactly("a: right", "b: right");
        assertThat(merged(keys("a", "b"), keys())).containsExactly("a: left", "b: left");
        assertThat(merged(keys(), keys())).isEmpty();
    }

    @Test
    void rowsOutOfOrderAreNotTakenForMissing() {
        assertThatIllegalStateException().isThrownBy(() -> merged(keys("b", "a"), keys("a", "b")));
        assertThatIllegalStateException().isThrownBy(() -> merged(keys("a"), keys("a", "a")));
    }

    private static List<String> merged(
            Iterator<Keyed<String>> left, Iterator<Keyed<String>> right) {
        List<String> met = new ArrayList<>();
        Merge.sorted(
                left,
                right,
                (key, one, other) ->
                        met.add(
                                key
                                        + ":"
                                        + one.map(_ -> " left").orElse("")
                                        + other.map(_ -> " right").orElse("")));
        return met;
    }

    private static Iterator<Keyed<String>> keys(String... keys) {
        return Stream.of(keys).map(key -> new Keyed<>(key, key)).iterator();
    }
}
