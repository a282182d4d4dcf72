package dev.ordersaga.order.saga.model;

import dev.ordersaga.order.saga.PlaceOrderSaga;
import dev.ordersaga.order.saga.Transition;
import dev.ordersaga.order.saga.model.Message.Alarm;
import dev.ordersaga.order.saga.model.Message.Answered;
import dev.ordersaga.order.saga.model.Message.Asked;
import dev.ordersaga.order.saga.model.Message.GaveUp;
import dev.ordersaga.order.saga.model.Message.PointsAnswered;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What can happen next. Any message on its way may be delivered, in any order; within the budget it
 * may be delivered once more, vanish, or be given up; and a time-out may come at any moment.
 *
 * <p>A crash before the commit leaves everything as it was, because the message is delivered again.
 * One after the commit makes the message come again, which is a duplicate, or delays what was to be
 * sent, which is a late delivery. So crashes need no moves of their own.
 *
 * <p>The saga is given every copy of a reply: the order service's own inbox would only hide some.
 */
final class Network {

    /** Something that happens, and what the world is then. */
    record Move(String what, Message message, World next) {
        @Override
        public String toString() {
            return what + " " + message;
        }
    }

    private final SagaRules rules;
    private final Guards guards;

    Network(SagaRules rules, Guards guards) {
        this.rules = rules;
        this.guards = guards;
    }

    List<Move> moves(World world) {
        List<Move> moves = new ArrayList<>();
        for (Message message : world.inFlight().keySet()) {
            deliver(world.without(message), message)
                    .forEach(next -> moves.add(new Move("deliver", message, next)));
            addFaults(world, message, moves);
        }
        addTimeout(world, moves);
        return moves;
    }

    private Stream<World> deliver(World world, Message message) {
        Participants participants = world.participants();
        return switch (message) {
            case Asked asked -> participants.take(asked, guards).map(world::with);
            case PointsAnswered answer -> Stream.of(world.with(participants.hear(answer)));
            case GaveUp(String id) when isOfPoints(id) ->
                    Stream.of(world.with(participants.hearFailureOf(id)));
            case GaveUp(String id) -> Stream.of(follow(world, rules.onFailure(world.saga(), id)));
            case Answered(var id, var reply) ->
                    Stream.of(follow(world, rules.onReply(world.saga(), id, reply)));
            case Alarm(var seen) -> Stream.of(follow(world, rules.onTimeout(world.saga(), seen)));
        };
    }

    private static World follow(World world, Transition transition) {
        return switch (transition) {
            case Transition.Ignored _, Transition.Awaits _ -> world;
            case Transition.SendAgain(var saga) -> world.with(counted(saga)).sendingCommand();
            case Transition.Advanced(var saga) when saga.step().isEnd() -> world.with(saga);
            case Transition.Advanced(var saga) -> world.with(saga).sendingCommand();
        };
    }

    /**
     * A compensation is sent without limit, and how often makes no difference to what the saga
     * does: it is not counted beyond two, so that the states are finite.
     */
    private static PlaceOrderSaga counted(PlaceOrderSaga saga) {
        return switch (saga.step()) {
            case RECALL_TICKET, REFUND, REJECT_TICKET ->
                    new PlaceOrderSaga(
                            saga.txId(),
                            saga.orderId(),
                            saga.userId(),
                            saga.productItems(),
                            saga.step(),
                            Math.min(saga.sends(), 2),
                            saga.buyerName(),
                            saga.ticket(),
                            saga.reason());
            case VERIFY_USER, CREATE_TICKET, PAY, APPROVE_TICKET, APPROVED, REJECTED -> saga;
        };
    }

    private static void addFaults(World world, Message message, List<Move> moves) {
        Budget left = world.budget();
        if (left.duplicates() > 0 && !(message instanceof Alarm)) {
            World twice = world.sending(message).with(left.lessDuplicates());
            moves.add(new Move("duplicate", message, twice));
        }
        if (left.losses() > 0 && canVanish(message)) {
            World gone = world.without(message).with(left.lessLosses());
            moves.add(new Move("lose", message, gone));
        }
        if (left.failures() > 0 && message instanceof Asked(String id, var _)) {
            World failed = world.without(message).sending(new GaveUp(id));
            moves.add(new Move("give up on", message, failed.with(left.lessFailures())));
        }
    }

    private static void addTimeout(World world, List<Move> moves) {
        boolean running = !world.saga().step().isEnd();
        Alarm alarm = new Alarm(world.saga());
        if (running && world.isQuiet()) {
            moves.add(new Move("notice", alarm, world.sending(alarm)));
        } else if (running && world.budget().timeouts() > 0) {
            World noticed = world.sending(alarm).with(world.budget().lessTimeouts());
            moves.add(new Move("notice", alarm, noticed));
        }
    }

    /** Between payment and user nothing is lost: outbox, confirms and durable queues see to it. */
    private static boolean canVanish(Message message) {
        return switch (message) {
            case Asked(String id, var _) -> !isOfPoints(id);
            case GaveUp(String id) -> !isOfPoints(id);
            case Answered _ -> true;
            case PointsAnswered _, Alarm _ -> false;
        };
    }

    private static boolean isOfPoints(String id) {
        return id.equals(Facts.USE_POINTS) || id.equals(Facts.RESTORE_POINTS);
    }
}
