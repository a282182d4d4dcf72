package dev.ordersaga.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserCommand.VerifyUser;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageCodecTest {

    private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final TargetEventMessage MESSAGE =
            new TargetEventMessage(Target.ORDER_CREATION, ID, new VerifyUser(ID, 7));

    private final MessageCodec codec = new MessageCodec();
    private final String text = new String(codec.write(MESSAGE), UTF_8);

    @Test
    void whatIsWrittenIsRead() {
        assertThat(codec.read(text.getBytes(UTF_8))).isEqualTo(MESSAGE);
    }

    @Test
    void unknownFieldsAreIgnored() {
        String more = text.replace("\"userId\":7", "\"userId\":7,\"later\":{\"a\":[1]}");
        assertThat(more).isNotEqualTo(text);
        assertThat(codec.read(more.getBytes(UTF_8))).isEqualTo(MESSAGE);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    a null id               | "userId":7              | "userId":null
                    a missing id            | "userId":7              | "user":7
                    a number in quotes      | "userId":7              | "userId":"7"
                    a fraction              | "userId":7              | "userId":7.0
                    a truth value           | "userId":7              | "userId":true
                    too large a number      | "userId":7              | "userId":9223372036854775808
                    a null target           | "ORDER_CREATION"        | null
                    an unknown target       | "ORDER_CREATION"        | "ORDER"
                    a target by its number  | "ORDER_CREATION"        | 0
                    an unknown message      | "VerifyUser"            | "VerifyUsers"
                    a message of no type    | "eventType"             | "type"
                    an unknown envelope     | "TargetEventMessage"    | "SourceEventMessage"
                    an envelope of no type  | "EventMessageType"      | "type"
                    a null message          | "message":{             | "message":null,"x":{
                    """)
    void isUnreadable(String what, String good, String bad) {
        String body = text.replace(good, bad);
        assertThat(body).as(what).isNotEqualTo(text);
        assertUnreadable(body);
    }

    @Test
    void whatFollowsTheMessageMakesItUnreadable() {
        assertUnreadable(text + "{}");
        assertUnreadable("null");
        assertUnreadable("");
        assertUnreadable("[".repeat(10_000));
    }

    @Test
    void theReasonQuotesNothing() {
        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(
                        () ->
                                codec.read(
                                        text.replace("\"userId\":7", "\"userId\":\"s3cret\"")
                                                .getBytes(UTF_8)))
                .withMessageNotContaining("s3cret")
                .withMessageContaining("at byte");
    }

    @Test
    void noDamageIsAnsweredWithAnythingElse() {
        Random random = new Random(42);
        byte[] whole = text.getBytes(UTF_8);
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = whole.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            readOrRefuse(damaged);
        }
    }

    private void readOrRefuse(byte[] body) {
        try {
            assertThat(codec.read(body)).isNotNull();
        } catch (Unreadable refusal) {
            assertThat(refusal).hasMessageContaining("not a message of the contract");
        }
    }

    private void assertUnreadable(String body) {
        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> codec.read(body.getBytes(UTF_8)));
    }
}
