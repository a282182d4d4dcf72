package dev.ordersaga.user.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.user.application.SignInTest.InMemoryKeys;
import dev.ordersaga.user.application.SignInTest.ReadableTokens;
import dev.ordersaga.user.domain.KeyRing;
import dev.ordersaga.user.domain.SigningKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RotateKeysTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration ROTATION = Duration.ofDays(30);
    private static final Duration NOTICE = Duration.ofMinutes(10);
    private static final Duration TOKEN = Duration.ofMinutes(15);

    private final InMemoryKeys keys = new InMemoryKeys();

    @Test
    void theFirstToAskHasAKeyMadeAndTheNextIsGivenTheSame() {
        assertThat(shown(NOON)).isEqualTo(Map.of("keys", List.of(1)));
        assertThat(shown(NOON)).isEqualTo(Map.of("keys", List.of(1)));
    }

    @Test
    void aKeyIsRotatedByItsAgeAndTheOldOneIsShownForAWhile() {
        shown(NOON);

        Instant rotated = NOON.plus(ROTATION);
        assertThat(shown(rotated)).isEqualTo(Map.of("keys", List.of(1, 2)));
        assertThat(shown(rotated.plus(NOTICE).plus(TOKEN).plusSeconds(1)))
                .isEqualTo(Map.of("keys", List.of(2)));
    }

    @Test
    void aKeyThatNobodyNeedsIsDroppedWithTheNextRotation() {
        shown(NOON);
        shown(NOON.plus(ROTATION));
        shown(NOON.plus(ROTATION.multipliedBy(2)));

        assertThat(keys.keys).extracting(SigningKey::generation).containsExactly(2, 3);
    }

    private Map<String, Object> shown(Instant now) {
        return new RotateKeys(
                        keys,
                        new ReadableTokens(),
                        new KeyRing.Ages(ROTATION, NOTICE, TOKEN),
                        Clock.fixed(now, ZoneOffset.UTC))
                .publicKeys()
                .block();
    }
}
