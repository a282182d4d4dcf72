package dev.ordersaga.system.model;

import static dev.ordersaga.system.model.Facts.PAYMENT;
import static dev.ordersaga.system.model.Facts.USER;

import dev.ordersaga.contracts.UserCommand;
import dev.ordersaga.contracts.UserCommand.RestorePoints;
import dev.ordersaga.contracts.UserCommand.UsePoints;
import dev.ordersaga.contracts.UserCommand.VerifyUser;
import dev.ordersaga.contracts.UserReply;
import dev.ordersaga.contracts.UserReply.PointsRefusal;
import dev.ordersaga.contracts.UserReply.PointsRefused;
import dev.ordersaga.contracts.UserReply.PointsRestored;
import dev.ordersaga.contracts.UserReply.PointsUsed;
import dev.ordersaga.contracts.UserReply.UserRefusal;
import dev.ordersaga.contracts.UserReply.UserRefused;
import dev.ordersaga.contracts.UserReply.UserVerified;
import dev.ordersaga.system.model.Message.Answered;
import dev.ordersaga.system.model.Message.Asked;
import dev.ordersaga.user.domain.Money;
import dev.ordersaga.user.domain.PointsUse;
import dev.ordersaga.user.domain.PointsUse.Restored;
import dev.ordersaga.user.domain.PointsUse.Tombstone;
import dev.ordersaga.user.domain.PointsUse.Used;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The user service. The buyer has points for one order; another order of theirs may take them at
 * the very moment at which this one does, and an operator may block the buyer at any time.
 */
record Users(Set<Guard> guards) implements Actor<Users.State> {

    /**
     * What it knows.
     *
     * @param use what became of the payment's points; null where nothing is known of it
     * @param charges how often the price has been taken
     * @param refunds how often it has been given back
     * @param balance how many orders' worth of points the buyer has
     */
    record State(@Nullable PointsUse use, int charges, int refunds, int balance, Inbox inbox) {

        boolean holdsPoints() {
            return charges > refunds;
        }

        @Override
        public String toString() {
            return "points " + (use == null ? "untouched" : Facts.nameOf(use));
        }

        private Outcome<State> keep(Asked asked, UserReply reply) {
            return answer(asked, this, reply);
        }

        private Outcome<State> taken(Asked asked, int left) {
            State next = new State(USED, charges + 1, refunds, left, inbox);
            return answer(asked, next, new PointsUsed(PAYMENT));
        }

        private State givenBack() {
            return new State(USED.restore(), charges, refunds + 1, balance + 1, inbox);
        }

        private State buried() {
            return new State(new Tombstone(PAYMENT, USER), charges, refunds, balance, inbox);
        }

        private State withBalance(int points) {
            return new State(use, charges, refunds, points, inbox);
        }
    }

    private static final Used USED =
            new Used(PAYMENT, USER, new Money(Facts.PRICE.amount(), Facts.PRICE.currency()));

    @Override
    public State start() {
        return new State(null, 0, 0, 1, Inbox.EMPTY);
    }

    @Override
    public List<Outcome<State>> take(State state, Message message) {
        return switch (message) {
            case Asked asked when guards.contains(Guard.INBOX) && state.inbox().knows(asked) ->
                    List.of(new Outcome<>(state, state.inbox().answerAgain(asked)));
            case Asked(var _, UserCommand command) ->
                    handle(state, (Asked) message, command).toList();
            case Asked _,
                    Answered _,
                    Message.GaveUp _,
                    Message.Alarm _,
                    Message.CancelRequested _,
                    Message.CookingBegins _ ->
                    throw new IllegalArgumentException("not for the user service: " + message);
        };
    }

    private Stream<Outcome<State>> handle(State state, Asked asked, UserCommand command) {
        return switch (command) {
            case VerifyUser _ ->
                    Stream.of(
                            state.keep(asked, new UserVerified(USER, "Kim")),
                            state.keep(asked, new UserRefused(USER, UserRefusal.USER_ABNORMAL)));
            case UsePoints _ -> use(state, asked);
            case RestorePoints _ ->
                    Stream.of(answer(asked, restored(state), new PointsRestored(PAYMENT)));
        };
    }

    private Stream<Outcome<State>> use(State state, Asked asked) {
        return switch (state.use()) {
            case null -> firstUse(state, asked);
            case Used _ when guards.contains(Guard.ONE_CHARGE) ->
                    Stream.of(state.keep(asked, new PointsUsed(PAYMENT)));
            case Used _ -> Stream.of(state.taken(asked, state.balance()));
            case Restored _, Tombstone _ ->
                    Stream.of(state.keep(asked, refused(PointsRefusal.CANCELLED)));
        };
    }

    /** The points are there and stay there, or another order takes them at this moment. */
    private Stream<Outcome<State>> firstUse(State state, Asked asked) {
        State tooLate = state.withBalance(0);
        Outcome<State> lost =
                guards.contains(Guard.CONDITIONAL_UPDATE)
                        ? tooLate.keep(asked, refused(PointsRefusal.POINTS_SHORT))
                        : tooLate.taken(asked, -1);
        return state.balance() > 0
                ? Stream.of(state.taken(asked, state.balance() - 1), lost)
                : Stream.of(lost);
    }

    private State restored(State state) {
        return switch (state.use()) {
            case null -> guards.contains(Guard.POINTS_TOMBSTONE) ? state.buried() : state;
            case Used _ -> state.givenBack();
            case Restored _ -> guards.contains(Guard.ONE_REFUND) ? state : state.givenBack();
            case Tombstone _ -> state;
        };
    }

    private static Outcome<State> answer(Asked asked, State next, UserReply reply) {
        Inbox inbox = next.inbox().answered(asked.id(), reply);
        return new Outcome<>(
                new State(next.use(), next.charges(), next.refunds(), next.balance(), inbox),
                List.of(new Answered(asked.id(), reply)));
    }

    private static UserReply refused(PointsRefusal why) {
        return new PointsRefused(PAYMENT, why);
    }
}
