package dev.ordersaga.user.adapter.web;

import dev.ordersaga.user.domain.PointsStatement.Place;
import dev.ordersaga.web.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Where a page of entries begins, as clients carry it: microseconds and the transfer's id. */
final class PointsCursor {

    private static final Pattern CURSOR =
            Pattern.compile("(\\d{1,16})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

    private PointsCursor() {}

    static String text(Place place) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, place.at()) + "_" + place.transferId();
    }

    /** The place after which the page begins; null where it is the first. */
    static @Nullable Place place(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        Matcher parts = CURSOR.matcher(cursor);
        if (!parts.matches()) {
            throw Problem.of(
                    HttpStatus.BAD_REQUEST, "invalid-request", "That is no cursor of a page.");
        }
        return new Place(
                Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS),
                UUID.fromString(parts.group(2)));
    }
}
