package dev.ordersaga.infra.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ordersaga.infra.terminal.Failure;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MixTest {

    @Test
    void theUsualMixHasEveryKindAndNineOfTenApproved() {
        Mix usual = Mix.parse(Mix.USUAL);
        assertThat(Arrays.stream(Kind.values())).allMatch(kind -> usual.share(kind) > 0);
        assertThat(usual.share(Kind.APPROVED)).isCloseTo(0.9, within(1e-9));
    }

    @Test
    void weightsAreRelative() {
        Mix mix = Mix.parse("approved=3, refund=1");
        assertThat(mix.share(Kind.APPROVED)).isEqualTo(0.75);
        assertThat(mix.share(Kind.REFUND)).isEqualTo(0.25);
        assertThat(mix.share(Kind.POINTS_SHORT)).isZero();
    }

    @Test
    void ordersAreDrawnByTheirWeights() {
        Map<Kind, Integer> drawn = drawn(Mix.parse("approved=7,user-unknown=2,refund=1"), 10_000);
        assertThat(drawn).containsOnlyKeys(Kind.APPROVED, Kind.USER_UNKNOWN, Kind.REFUND);
        assertThat(drawn.get(Kind.APPROVED)).isBetween(6_700, 7_300);
        assertThat(drawn.get(Kind.REFUND)).isBetween(800, 1_200);
    }

    @Test
    void whatBefallsTheWholeKitchenIsNoOrderOfItsOwn() {
        Map<Kind, Integer> drawn = drawn(Mix.parse("approved=1,kitchen-closed=1"), 100);
        assertThat(drawn).containsOnlyKeys(Kind.APPROVED);
    }

    @Test
    void itsTextIsReadAsItself() {
        Mix mix = Mix.parse(Mix.USUAL);
        assertThat(Mix.parse(mix.text())).isEqualTo(mix);
    }

    @Test
    void aKitchenThatIsMostlyClosedIsRefused() {
        refused("approved=4,kitchen-closed=3,waiting-full=3", "at most half of the time");
    }

    @Test
    void anUnknownKindIsRefusedAndTheKnownAreNamed() {
        refused("approved=9,lost=1", "--mix knows no lost; it knows approved, user-unknown,");
    }

    @Test
    void aKindThatIsNamedTwiceIsRefused() {
        refused("refund=1,refund=2", "--mix has refund twice.");
    }

    @Test
    void aWeightThatIsNoNumberIsRefused() {
        refused("refund=many", "--mix needs a number after refund");
        refused("refund=-1", "--mix needs a number after refund");
        refused("refund=NaN", "--mix needs a number after refund");
    }

    private static void refused(String mix, String sentence) {
        assertThatThrownBy(() -> Mix.parse(mix))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.exitCode()).isEqualTo(2))
                .hasMessageContaining(sentence);
    }

    private static Map<Kind, Integer> drawn(Mix mix, int times) {
        SplittableRandom random = new SplittableRandom(1);
        Map<Kind, Integer> drawn = new EnumMap<>(Kind.class);
        for (int time = 0; time < times; time++) {
            drawn.merge(mix.draw(random), 1, Integer::sum);
        }
        return drawn;
    }
}
