package dev.ordersaga.user.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The signing keys of all instances, and when each is used: a new one is shown for a while before
 * it signs, so that whoever verifies has it by then; an old one is shown until its last token has
 * expired.
 *
 * @param keys the oldest first
 */
public record KeyRing(List<SigningKey> keys, Ages ages) {

    /**
     * How long a key lives.
     *
     * @param rotation after which the newest key is followed by another
     * @param notice for which a key is shown before it signs
     * @param token how long a token is valid, with whatever clocks may differ by
     */
    public record Ages(Duration rotation, Duration notice, Duration token) {}

    public KeyRing {
        keys = keys.stream().sorted(Comparator.comparingInt(SigningKey::generation)).toList();
    }

    /** The generation of the key that is to be made now, if one is. */
    public Optional<Integer> due(Instant now) {
        if (keys.isEmpty()) {
            return Optional.of(1);
        }
        SigningKey newest = keys.getLast();
        return newest.madeAt().plus(ages.rotation()).isAfter(now)
                ? Optional.empty()
                : Optional.of(newest.generation() + 1);
    }

    /** The key to sign with: the newest that was shown long enough, or else the oldest. */
    public SigningKey signing(Instant now) {
        return keys.reversed().stream()
                .filter(key -> !signsFrom(key).isAfter(now))
                .findFirst()
                .orElseGet(keys::getFirst);
    }

    /** Those whose last token has expired. */
    public List<SigningKey> expired(Instant now) {
        return IntStream.range(0, keys.size() - 1)
                .filter(index -> signsFrom(keys.get(index + 1)).plus(ages.token()).isBefore(now))
                .mapToObj(keys::get)
                .toList();
    }

    /** Those that tokens may be verified with. */
    public List<SigningKey> shown(Instant now) {
        List<SigningKey> expired = expired(now);
        return keys.stream().filter(key -> !expired.contains(key)).toList();
    }

    private Instant signsFrom(SigningKey key) {
        return key.madeAt().plus(ages.notice());
    }
}
