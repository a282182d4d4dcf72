package dev.ordersaga.user.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRingTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration ROTATION = Duration.ofDays(30);
    private static final Duration NOTICE = Duration.ofMinutes(10);
    private static final Duration TOKEN = Duration.ofMinutes(15);

    private static final SigningKey FIRST = new SigningKey(1, "{}", NOON);
    private static final SigningKey SECOND = new SigningKey(2, "{}", NOON.plus(ROTATION));
    private static final KeyRing ONE = ring(FIRST);
    private static final KeyRing TWO = ring(SECOND, FIRST);

    private static KeyRing ring(SigningKey... keys) {
        return new KeyRing(List.of(keys), new KeyRing.Ages(ROTATION, NOTICE, TOKEN));
    }

    @Test
    void withoutAKeyOneIsDue() {
        assertThat(ring().due(NOON)).contains(1);
    }

    @Test
    void theOnlyKeySignsAtOnce() {
        assertThat(ONE.due(NOON)).isEmpty();
        assertThat(ONE.signing(NOON)).isEqualTo(FIRST);
    }

    @Test
    void aKeyIsFollowedByTheNextWhenItIsOld() {
        assertThat(ONE.due(NOON.plus(ROTATION).minusMillis(1))).isEmpty();
        assertThat(ONE.due(NOON.plus(ROTATION))).contains(2);
        assertThat(TWO.due(NOON.plus(ROTATION))).isEmpty();
    }

    @Test
    void aNewKeyIsShownBeforeItSigns() {
        Instant made = SECOND.madeAt();
        assertThat(TWO.shown(made)).containsExactly(FIRST, SECOND);
        assertThat(TWO.signing(made.plus(NOTICE).minusMillis(1))).isEqualTo(FIRST);
        assertThat(TWO.signing(made.plus(NOTICE))).isEqualTo(SECOND);
    }

    @Test
    void anOldKeyIsShownUntilItsLastTokenHasExpired() {
        Instant lastToken = SECOND.madeAt().plus(NOTICE).plus(TOKEN);
        assertThat(TWO.shown(lastToken)).containsExactly(FIRST, SECOND);
        assertThat(TWO.expired(lastToken.plusMillis(1))).containsExactly(FIRST);
        assertThat(TWO.shown(lastToken.plusMillis(1))).containsExactly(SECOND);
    }

    @Test
    void itTellsNothingOfItsKeys() {
        assertThat(ring(new SigningKey(1, "secret", NOON)).toString()).doesNotContain("secret");
    }
}
