package dev.ordersaga.messaging.rabbit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.GetResponse;
import dev.ordersaga.contracts.WorkQueue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What cannot be read is dead-lettered at once, and blocks nothing. */
class UnreadableMessagesIT {

    private static final String VERIFY =
            """
            {"EventMessageType":"TargetEventMessage","target":"ORDER_CREATION",\
            "txId":"01890a5d-ac96-774b-bcce-b302099a8057",\
            "message":{"eventType":"VerifyUser","orderId":"01890a5d-ac96-774b-bcce-b302099a8058",\
            "userId":7}}""";

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void unreadableMessagesAreDeadLetteredAtOnceAmongGoodOnes() throws Exception {
        stage.wire().declare(WorkQueue.USER_COMMANDS);
        Map<String, String> reasons = new TreeMap<>();
        sendGood("first");
        for (Bad bad : bad()) {
            stage.wire().send(bad.properties(), bad.body());
            reasons.put(bad.name(), bad.reason());
            sendGood("after-" + bad.name());
        }

        stage.start();

        List<GetResponse> dead =
                stage.wire().takeUntil(Wire.DEAD, found -> found.size() >= reasons.size());
        Map<String, String> found =
                dead.stream()
                        .collect(
                                Collectors.toMap(
                                        letter -> Wire.header(letter, "x-name"),
                                        letter -> Wire.header(letter, "x-reason")));
        assertThat(found).containsOnlyKeys(reasons.keySet());
        assertThat(found)
                .allSatisfy(
                        (name, reason) ->
                                assertThat(reason)
                                        .as(name)
                                        .startsWith("unreadable: ")
                                        .contains(reasons.get(name)));
        assertThat(dead).allMatch(letter -> Wire.header(letter, "x-attempt").equals("1"));
        assertThat(stage.wire().takeUntil(Wire.REPLIES, replies -> replies.size() > reasons.size()))
                .hasSize(reasons.size() + 1);
        assertThat(stage.count("SELECT COUNT(*) FROM effects")).isEqualTo(reasons.size() + 1);
    }

    private void sendGood(String id) throws Exception {
        stage.wire().send(Wire.command(id), VERIFY.getBytes(UTF_8));
    }

    private static List<Bad> bad() {
        return List.of(
                Bad.body("not-json", "hello", "not a message"),
                Bad.body("empty", "", "not a message"),
                Bad.body("null", "null", "the body is null"),
                Bad.body("array", "[" + VERIFY + "]", "not a message"),
                Bad.body("cut-off", VERIFY.substring(0, 90), "not a message"),
                Bad.body("two", VERIFY + VERIFY, "not a message"),
                Bad.body("null-field", VERIFY.replace("\"ORDER_CREATION\"", "null"), "at byte"),
                Bad.body("null-number", VERIFY.replace(":7}", ":null}"), "not a message"),
                Bad.body("missing-field", VERIFY.replace(",\"userId\":7", ""), "not a message"),
                Bad.body("missing-message", VERIFY.replace("\"message\"", "\"m\""), "not a"),
                Bad.body("unknown-type", VERIFY.replace("VerifyUser", "Verify"), "InvalidTypeId"),
                Bad.body("class-name", VERIFY.replace("VerifyUser", "java.io.File"), "InvalidType"),
                Bad.body("unknown-target", VERIFY.replace("ORDER_", "ORDERS_"), "InvalidFormat"),
                Bad.body("bad-id", VERIFY.replace("01890a5d", "x"), "InvalidFormat"),
                Bad.body("text-number", VERIFY.replace(":7}", ":\"7\"}"), "not a message"),
                Bad.body("fraction", VERIFY.replace(":7}", ":7.5}"), "not a message"),
                Bad.body("huge-number", VERIFY.replace(":7}", ":7000000000000000000000}"), "not a"),
                Bad.body(
                        "reply",
                        VERIFY.replace("VerifyUser", "UserVerified")
                                .replace("userId\":7", "userId\":7,\"name\":\"Ada\""),
                        "not a command for user.commands"),
                Bad.body(
                        "others-command",
                        VERIFY.replace("VerifyUser", "ApproveTicket"),
                        "not a command for user.commands"),
                Bad.body(
                        "unheard-answer",
                        VERIFY.replace("ORDER_CREATION", "PAYMENT"),
                        "nobody hears what is answered to PAYMENT"),
                Bad.body(
                        "error",
                        """
                        {"EventMessageType":"ErrorEventMessage","target":"ORDER_CREATION",\
                        "txId":"01890a5d-ac96-774b-bcce-b302099a8057","errorMessage":"x"}""",
                        "not a command for user.commands"),
                Bad.body("too-deep", "[".repeat(1_000), "not a message"),
                Bad.body("too-big", VERIFY + " ".repeat(300_000), "more than 262144 bytes"),
                Bad.properties("no-message-id", null, "c", "message-id is missing"),
                Bad.properties("no-correlation-id", "m", null, "correlation-id is missing"),
                Bad.properties("long-id", "m".repeat(151), "c", "message-id is not a usable id"),
                Bad.properties("foreign-id", "ümlaut", "c", "message-id is not a usable id"));
    }

    /** A message that must not be taken, and a part of the reason that must be given. */
    private record Bad(String name, BasicProperties properties, byte[] body, String reason) {

        static Bad body(String name, String body, String reason) {
            return new Bad(name, named(name, "m", "c"), body.getBytes(UTF_8), reason);
        }

        static Bad properties(String name, String messageId, String correlationId, String reason) {
            return new Bad(
                    name, named(name, messageId, correlationId), VERIFY.getBytes(UTF_8), reason);
        }

        private static BasicProperties named(String name, String messageId, String correlationId) {
            return new BasicProperties.Builder()
                    .messageId(messageId)
                    .correlationId(correlationId)
                    .headers(Map.of("x-name", name))
                    .build();
        }
    }
}
