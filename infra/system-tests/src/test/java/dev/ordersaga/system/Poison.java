package dev.ordersaga.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.ordersaga.contracts.Command;
import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.contracts.KitchenCommand.CreateTicket;
import dev.ordersaga.contracts.KitchenCommand.ProductItem;
import dev.ordersaga.contracts.Message;
import dev.ordersaga.contracts.Money;
import dev.ordersaga.contracts.PaymentCommand.Pay;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserCommand.UsePoints;
import dev.ordersaga.contracts.UserCommand.VerifyUser;
import dev.ordersaga.contracts.UserReply.PointsRestored;
import dev.ordersaga.contracts.UserReply.UserVerified;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.MessageCodec;
import dev.ordersaga.messaging.testing.Letter;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Messages of which none can be taken, of every kind, for every work queue. */
final class Poison {

    static final String NUMBER = "x-poison";

    private static final int HUGE = 300_000;
    private static final int HUGER_BY = 700_000;
    private static final MessageCodec CODEC = new MessageCodec();
    private static final String VERIFY =
            """
            {"EventMessageType":"TargetEventMessage","target":"ORDER_CREATION",\
            "txId":"01890a5d-ac96-774b-bcce-b302099a8057",\
            "message":{"eventType":"VerifyUser","orderId":"01890a5d-ac96-774b-bcce-b302099a8058",\
            "userId":7}}""";

    private final Random random;

    Poison(long seed) {
        random = new Random(seed);
    }

    private enum Kind {
        RANDOM_BYTES,
        NOTHING_AT_ALL,
        CUT_OFF,
        NOT_OF_THIS_QUEUE,
        UNKNOWN_TYPE,
        UNKNOWN_ENVELOPE,
        WRONG_FIELD_TYPE,
        NULL_FIELD,
        NO_MESSAGE_ID,
        ODD_CORRELATION_ID,
        TOO_DEEP,
        ODD_HEADERS,
        IMPOSSIBLE,
        HUGE_BODY
    }

    /** The poison of that number; numbers beside each other differ in queue and kind. */
    Letter letter(int number) {
        WorkQueue[] queues = WorkQueue.values();
        WorkQueue queue = queues[number % queues.length];
        return letter(queue, kind(number / queues.length), number);
    }

    /** The costly kinds are one in a hundred each, the others share the rest. */
    private static Kind kind(int turn) {
        return switch (turn % 100) {
            case 49 -> Kind.IMPOSSIBLE;
            case 99 -> Kind.HUGE_BODY;
            default -> Kind.values()[turn % (Kind.values().length - 2)];
        };
    }

    private Letter letter(WorkQueue queue, Kind kind, int number) {
        return switch (kind) {
            case RANDOM_BYTES -> body(queue, number, bytes(random.nextInt(2_000)));
            case NOTHING_AT_ALL -> body(queue, number, new byte[0]);
            case CUT_OFF ->
                    body(queue, number, VERIFY.substring(0, random.nextInt(VERIFY.length())));
            case NOT_OF_THIS_QUEUE ->
                    body(
                            queue,
                            number,
                            CODEC.write(envelope(Target.ORDER_CREATION, foreign(queue))));
            case UNKNOWN_TYPE -> body(queue, number, VERIFY.replace("VerifyUser", "DropUser"));
            case UNKNOWN_ENVELOPE -> body(queue, number, VERIFY.replace("TargetEvent", "Event"));
            case WRONG_FIELD_TYPE -> body(queue, number, VERIFY.replace(":7}", ":\"seven\"}"));
            case NULL_FIELD -> body(queue, number, VERIFY.replace(":7}", ":null}"));
            case NO_MESSAGE_ID -> properties(queue, number, null, "c");
            case ODD_CORRELATION_ID -> properties(queue, number, "m" + number, "ü ".repeat(50));
            case TOO_DEEP -> body(queue, number, "[".repeat(5_000));
            case ODD_HEADERS -> oddHeaders(queue, number);
            case IMPOSSIBLE -> impossible(queue, number);
            case HUGE_BODY ->
                    body(queue, number, VERIFY + " ".repeat(HUGE + random.nextInt(HUGER_BY)));
        };
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static TargetEventMessage envelope(Target target, Message message) {
        return new TargetEventMessage(target, Ids.timeOrdered(), message);
    }

    /** Of the contract, but not for this queue. */
    private static Message foreign(WorkQueue queue) {
        return switch (queue) {
            case USER_COMMANDS, KITCHEN_COMMANDS, PAYMENT_COMMANDS -> new UserVerified(7, "Kim");
            case ORDER_REPLIES -> new PointsRestored(Ids.timeOrdered());
            case PAYMENT_REPLIES -> new UserVerified(7, "Kim");
            case DATA_PLATFORM -> new VerifyUser(Ids.timeOrdered(), 7);
        };
    }

    /** Can be read, and never be done. */
    private Letter impossible(WorkQueue queue, int number) {
        Money negative = new Money(-5, "KRW");
        UUID id = Ids.timeOrdered();
        return switch (queue) {
            case USER_COMMANDS -> impossible(queue, number, new UsePoints(id, 7, negative));
            case KITCHEN_COMMANDS ->
                    impossible(
                            queue,
                            number,
                            new CreateTicket(
                                    id, List.of(new ProductItem(PoisonFloodIT.PRODUCT, -1))));
            case PAYMENT_COMMANDS -> impossible(queue, number, new Pay(id, 7, "Kim", negative));
            case ORDER_REPLIES, PAYMENT_REPLIES, DATA_PLATFORM -> body(queue, number, "[]");
        };
    }

    /** Told by those who give up on it to somebody who hears it. */
    private static Letter impossible(WorkQueue queue, int number, Command command) {
        Target target = queue == WorkQueue.USER_COMMANDS ? Target.PAYMENT : Target.ORDER_CREATION;
        return body(queue, number, CODEC.write(envelope(target, command)));
    }

    private static Letter oddHeaders(WorkQueue queue, int number) {
        Map<String, Object> odd =
                Map.of(
                        NUMBER,
                        number,
                        "x-attempt",
                        number % 2 == 0 ? "many" : Integer.MIN_VALUE,
                        "traceparent",
                        List.of("a", Map.of("b", 1.5)),
                        "x-reason",
                        "a lie",
                        "CC",
                        List.of(queue.queueName() + ".nowhere"));
        return letter(queue, number, "m" + number, "c", odd, "?".getBytes(UTF_8));
    }

    private static Letter body(WorkQueue queue, int number, String text) {
        return body(queue, number, text.getBytes(UTF_8));
    }

    private static Letter body(WorkQueue queue, int number, byte[] body) {
        return letter(queue, number, "m" + number, "c", Map.of(NUMBER, number), body);
    }

    private static Letter properties(
            WorkQueue queue, int number, String messageId, String correlationId) {
        return letter(
                queue,
                number,
                messageId,
                correlationId,
                Map.of(NUMBER, number),
                VERIFY.getBytes(UTF_8));
    }

    private static Letter letter(
            WorkQueue queue,
            int number,
            String messageId,
            String correlationId,
            Map<String, Object> headers,
            byte[] body) {
        BasicProperties properties =
                new BasicProperties.Builder()
                        .deliveryMode(2)
                        .messageId(messageId)
                        .correlationId(correlationId)
                        .headers(headers)
                        .build();
        return new Letter("", queue.queueName(), properties, body);
    }
}
