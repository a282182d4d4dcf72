package dev.ordersaga.infra.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "0.01234|0.0123",
                "4.5678|4.57",
                "45.678|45.7",
                "1234.5|1,235",
                "-4.5678|-4.57",
                "NaN|-"
            })
    @ParameterizedTest
    void threeDigitsCount(double value, String text) {
        assertThat(Numbers.of(value)).isEqualTo(text);
    }

    @CsvSource(
            delimiter = '|',
            value = {"0|1", "0.3|0.5", "1|1", "1.1|2", "430|500", "501|1000"})
    @ParameterizedTest
    void axesEndAtARoundNumber(double value, double end) {
        assertThat(Chart.niceAbove(value)).isEqualTo(end);
    }
}
