package dev.ordersaga.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.EventMessage.ErrorEventMessage;
import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The wire format of every message, held fast by one file each. */
class GoldenMessagesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Stream<EventMessage> messages() {
        return Stream.concat(
                Samples.all().stream(),
                Stream.of(
                        new ErrorEventMessage(
                                Target.ORDER_CREATION, Samples.TX, "the kitchen gave up")));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void isWrittenAsItsGoldenFile(EventMessage message) throws IOException {
        JsonNode written = JSON.readTree(JSON.writeValueAsBytes(message));
        assertThat((Object) written).isEqualTo(JSON.readTree(golden(message)));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void isReadFromItsGoldenFile(EventMessage message) throws IOException {
        assertThat(JSON.readValue(golden(message), EventMessage.class)).isEqualTo(message);
    }

    @Test
    void everyMessageTypeHasASample() {
        Set<Class<?>> sampled =
                Samples.all().stream()
                        .map(sample -> sample.message().getClass())
                        .collect(Collectors.toSet());
        assertThat(records(Message.class)).isNotEmpty().allMatch(sampled::contains);
    }

    static Stream<Class<?>> records(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Arrays.stream(type.getPermittedSubclasses()).flatMap(GoldenMessagesTest::records);
    }

    static byte[] golden(EventMessage message) throws IOException {
        String name =
                message instanceof TargetEventMessage carried
                        ? carried.message().getClass().getSimpleName()
                        : message.getClass().getSimpleName();
        try (InputStream file =
                GoldenMessagesTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            return Objects.requireNonNull(file, () -> "no golden file for " + name).readAllBytes();
        }
    }
}
