package dev.ordersaga.order.saga.model;

import dev.ordersaga.contracts.Command;
import dev.ordersaga.contracts.OrderSagaReply;
import dev.ordersaga.contracts.PaymentSagaReply;
import dev.ordersaga.contracts.Reply;
import dev.ordersaga.order.saga.PlaceOrderSaga;

/**
 * What is on its way. Hash codes are cheap, and the same in every run, so that the order of
 * exploration is, too.
 */
sealed interface Message {

    /** A command, to its participant. */
    record Asked(String id, Command command) implements Message {
        @Override
        public int hashCode() {
            return id.hashCode();
        }

        @Override
        public String toString() {
            return Facts.nameOf(command) + " (" + Facts.shortId(id) + ")";
        }
    }

    /** A reply, to the place-order saga. */
    record Answered(String id, OrderSagaReply reply) implements Message {
        @Override
        public int hashCode() {
            return 31 * id.hashCode() + Facts.nameOf(reply).hashCode();
        }

        @Override
        public String toString() {
            return Facts.nameOf(reply) + " (" + Facts.shortId(id) + ")";
        }
    }

    /** A reply, to the payment. */
    record PointsAnswered(String id, PaymentSagaReply reply) implements Message {
        @Override
        public int hashCode() {
            return 31 * id.hashCode() + Facts.nameOf(reply).hashCode();
        }

        @Override
        public String toString() {
            return Facts.nameOf(reply) + " (" + Facts.shortId(id) + ")";
        }
    }

    /** The news, to whoever had asked, that the participant has given up on the command. */
    record GaveUp(String id) implements Message {
        @Override
        public int hashCode() {
            return -id.hashCode();
        }

        @Override
        public String toString() {
            return "GaveUp (" + Facts.shortId(id) + ")";
        }
    }

    /**
     * A time-out that some instance has noticed but not yet acted upon.
     *
     * @param seen the saga as that instance read it
     */
    record Alarm(PlaceOrderSaga seen) implements Message {
        @Override
        public int hashCode() {
            return 31 * seen.step().ordinal() + seen.sends();
        }

        @Override
        public String toString() {
            return "time-out of " + seen.step();
        }
    }

    /** A reply to whichever saga it is of. */
    static Message answer(String id, Reply reply) {
        return switch (reply) {
            case OrderSagaReply toOrder -> new Answered(id, toOrder);
            case PaymentSagaReply toPayment -> new PointsAnswered(id, toPayment);
            default -> throw new IllegalArgumentException("to nobody: " + reply);
        };
    }
}
