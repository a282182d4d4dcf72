package dev.ordersaga.order.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;

class PreferWaitTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "wait=5 | 5",
                "WAIT = 5 | 5",
                "wait=\"5\" | 5",
                "wait=5; x=y | 5",
                "respond-async, wait=10 | 10",
                "x=\"a, wait=9\", wait=5 | 5",
                "x=\"a\\\", wait=9\", wait=5 | 5",
                "wait=0 | 0",
                "wait=007 | 7",
                "wait=30 | 30",
                "wait=31 | 30",
                "wait=99999999999999999999 | 30",
                "wait=5, wait=9 | 5",
                "wait=x, wait=9 | 0",
                "wait | 0",
                "wait= | 0",
                "wait=-1 | 0",
                "wait=1.5 | 0",
                "waiting=5 | 0",
                "x=\"a, wait=9 | 0",
                ", ; = | 0",
                "'' | 0",
            })
    void theFirstWellFormedWaitCounts(String value, int seconds) {
        HttpHeaders headers = new HttpHeaders();
        headers.set("Prefer", value);
        assertThat(PreferWait.seconds(headers)).isEqualTo(seconds);
    }

    @Test
    void preferencesMayStandInSeveralHeaders() {
        HttpHeaders headers = new HttpHeaders();
        headers.add("Prefer", "respond-async");
        headers.add("prefer", "wait=3");
        assertThat(PreferWait.seconds(headers)).isEqualTo(3);
    }

    @Test
    void whoPrefersNothingDoesNotWait() {
        assertThat(PreferWait.seconds(new HttpHeaders())).isZero();
    }
}
