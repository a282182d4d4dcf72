package dev.ordersaga.system.model;

import static java.time.Instant.EPOCH;

import dev.ordersaga.contracts.PaymentCommand.Pay;
import dev.ordersaga.contracts.PaymentCommand.Refund;
import dev.ordersaga.contracts.PaymentSagaReply;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserReply.PointsRefusal;
import dev.ordersaga.contracts.UserReply.PointsRefused;
import dev.ordersaga.payment.domain.PaymentStatus;
import dev.ordersaga.payment.saga.Caller;
import dev.ordersaga.payment.saga.Effect;
import dev.ordersaga.payment.saga.Input;
import dev.ordersaga.payment.saga.PaymentProcess;
import dev.ordersaga.payment.saga.PaymentSaga;
import dev.ordersaga.payment.saga.Step;
import dev.ordersaga.payment.saga.Transition;
import dev.ordersaga.system.model.Message.Alarm;
import dev.ordersaga.system.model.Message.Answered;
import dev.ordersaga.system.model.Message.Asked;
import dev.ordersaga.system.model.Message.GaveUp;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The payment service: the production payment saga, called as it is. */
record Payments(Set<Guard> guards) implements Actor<Payments.State> {

    /**
     * What it knows.
     *
     * @param process null where there is none
     */
    record State(@Nullable PaymentProcess process, Inbox inbox) {

        boolean isIn(PaymentStatus status) {
            return process != null && process.payment().status() == status;
        }

        boolean isAtRest() {
            return process == null || process.awaited() == null;
        }

        @Override
        public String toString() {
            return "payment " + (process == null ? "none" : process.payment().status());
        }

        private State marked(Asked asked) {
            return new State(process, inbox.marked(asked));
        }
    }

    @Override
    public State start() {
        return new State(null, Inbox.EMPTY);
    }

    @Override
    public List<Outcome<State>> take(State state, Message message) {
        return List.of(
                switch (message) {
                    case Asked asked
                            when guards.contains(Guard.INBOX) && state.inbox().knows(asked) ->
                            new Outcome<>(state, state.inbox().answerAgain(asked));
                    case Asked asked -> handle(state, asked);
                    case Answered(var id, PaymentSagaReply reply) ->
                            bringOn(state, id, step -> new Input.Answered(step, reply));
                    case GaveUp(var id, var _) -> bringOn(state, id, this::gaveUp);
                    case Alarm(var _, var awaited, var seen) ->
                            bringOn(
                                    seen == null
                                            ? state
                                            : new State((PaymentProcess) seen, state.inbox()),
                                    awaited,
                                    Input.TimedOut::new);
                    case Answered _, Message.CancelRequested _, Message.CookingBegins _ ->
                            throw new IllegalArgumentException("not for payments: " + message);
                });
    }

    @Override
    public List<Alarm> alarms(State state) {
        return state.isAtRest() ? List.of() : List.of(alarm(state.process()));
    }

    private Alarm alarm(PaymentProcess process) {
        return new Alarm(
                Role.PAYMENT,
                process.awaited().commandId(process.txId()),
                guards.contains(Guard.COMPARE_AND_SET) ? null : process);
    }

    private Outcome<State> handle(State state, Asked asked) {
        Input.Request request = request(asked);
        Transition transition =
                state.process() == null
                        ? PaymentSaga.begin(request, Facts.PAYMENT, EPOCH)
                        : PaymentSaga.on(state.process(), request, EPOCH);
        boolean forgotten =
                state.process() == null
                        && request instanceof Input.Refund
                        && !guards.contains(Guard.PAYMENT_TOMBSTONE);
        return follow(
                state.marked(asked),
                forgotten ? null : transition.next(),
                Stream.concat(
                                Stream.ofNullable(transition.answer())
                                        .map(reply -> new Answered(asked.id(), reply)),
                                sent(transition))
                        .toList());
    }

    private static Input.Request request(Asked asked) {
        return switch (asked.command()) {
            case Pay pay -> new Input.Pay(caller(Caller.Request.PAY, asked), pay);
            case Refund refund -> new Input.Refund(caller(Caller.Request.REFUND, asked), refund);
            default -> throw new IllegalArgumentException("not for the payment: " + asked);
        };
    }

    private static Caller caller(Caller.Request request, Asked asked) {
        return Facts.isOfCancelling(asked.id())
                ? new Caller(request, Target.ORDER_CANCELLATION, Facts.CANCEL_TX, asked.id())
                : new Caller(request, Target.ORDER_CREATION, Facts.TX, asked.id());
    }

    /** What is of no payment known here changes nothing. */
    private Outcome<State> bringOn(State state, String commandId, Function<Step, Input> input) {
        if (state.process() == null) {
            return new Outcome<>(state, List.of());
        }
        Step step = Step.of(state.process().txId(), commandId).orElseThrow();
        PaymentProcess process =
                guards.contains(Guard.AWAITED_STEP)
                        ? state.process()
                        : awaiting(step, 1, state.process());
        Transition transition = PaymentSaga.on(process, input.apply(step), EPOCH);
        return follow(state, transition.next(), sent(transition).toList());
    }

    private Input gaveUp(Step step) {
        return guards.contains(Guard.RESTORING_WHAT_IS_UNKNOWN) || step == Step.RESTORE_POINTS
                ? new Input.GaveUp(step)
                : new Input.Answered(
                        step, new PointsRefused(Facts.PAYMENT, PointsRefusal.POINTS_SHORT));
    }

    private static Stream<Message> sent(Transition transition) {
        return transition.effects().stream().flatMap(effect -> sent(transition, effect));
    }

    private static Stream<Message> sent(Transition transition, Effect effect) {
        return switch (effect) {
            case Effect.Ask(var step, var command) ->
                    Stream.of(new Asked(step.commandId(transition.next().txId()), command));
            case Effect.Answer(var caller, var reply) ->
                    Stream.of(new Answered(caller.commandId(), reply));
            // The platform answers nothing, and nothing waits for it.
            case Effect.Tell _ -> Stream.of();
        };
    }

    private static Outcome<State> follow(
            State state, @Nullable PaymentProcess next, List<Message> sent) {
        Inbox inbox = state.inbox();
        for (Message message : sent) {
            if (message instanceof Answered(var id, var reply)) {
                inbox = inbox.answered(id, reply);
            }
        }
        return new Outcome<>(new State(next == null ? null : counted(next), inbox), sent);
    }

    /**
     * A restoration is asked for without limit, and how often makes no difference to what the saga
     * does: it is not counted beyond two, so that the states are finite.
     */
    private static PaymentProcess counted(PaymentProcess process) {
        return process.awaited() == Step.RESTORE_POINTS
                ? awaiting(process.awaited(), Math.min(process.sends(), 2), process)
                : process;
    }

    private static PaymentProcess awaiting(Step step, int sends, PaymentProcess process) {
        return new PaymentProcess(
                process.payment(),
                process.txId(),
                step,
                sends,
                process.deadline(),
                process.waiting());
    }
}
