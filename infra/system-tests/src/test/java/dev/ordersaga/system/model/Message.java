package dev.ordersaga.system.model;

import dev.ordersaga.contracts.Command;
import dev.ordersaga.contracts.KitchenCommand;
import dev.ordersaga.contracts.OrderSagaReply;
import dev.ordersaga.contracts.PaymentCommand;
import dev.ordersaga.contracts.PaymentSagaReply;
import dev.ordersaga.contracts.Reply;
import dev.ordersaga.contracts.UserCommand;
import org.jspecify.annotations.Nullable;

/** What is on its way to somebody. */
sealed interface Message {

    Role to();

    /** Whether somebody outside may do it at any time, or for all that is known never. */
    default boolean isFromOutside() {
        return false;
    }

    /** A command, to its participant. */
    record Asked(String id, Command command) implements Message {

        @Override
        public Role to() {
            return switch (command) {
                case KitchenCommand _ -> Role.KITCHEN;
                case PaymentCommand _ -> Role.PAYMENT;
                case UserCommand _ -> Role.USER;
                default -> throw new IllegalArgumentException("to nobody: " + command);
            };
        }

        /** Who waits for the answer. */
        Role from() {
            return switch (command) {
                case UserCommand.UsePoints _, UserCommand.RestorePoints _ -> Role.PAYMENT;
                default -> Role.ORDER;
            };
        }

        @Override
        public String toString() {
            return Facts.nameOf(command) + " (" + Facts.shortId(id) + ")";
        }
    }

    /** A reply, to the saga that asked. */
    record Answered(String id, Reply reply) implements Message {

        @Override
        public Role to() {
            return switch (reply) {
                case OrderSagaReply _ -> Role.ORDER;
                case PaymentSagaReply _ -> Role.PAYMENT;
                default -> throw new IllegalArgumentException("to nobody: " + reply);
            };
        }

        @Override
        public String toString() {
            return Facts.nameOf(reply) + " (" + Facts.shortId(id) + ")";
        }
    }

    /** The news, to whoever had asked, that the participant has given up on the command. */
    record GaveUp(String id, Role to) implements Message {

        @Override
        public String toString() {
            return "GaveUp (" + Facts.shortId(id) + ")";
        }
    }

    /**
     * A time-out that some instance has noticed but not yet acted upon.
     *
     * @param awaited the command whose answer is late
     * @param seen all that the instance has read, where it goes by that instead of by what is
     */
    record Alarm(Role to, String awaited, @Nullable Object seen) implements Message {

        @Override
        public String toString() {
            return "time-out of (" + Facts.shortId(awaited) + ")";
        }
    }

    /** The customer does not want the order any more. */
    record CancelRequested() implements Message {

        @Override
        public String toString() {
            return "the request to cancel";
        }

        @Override
        public Role to() {
            return Role.ORDER;
        }

        @Override
        public boolean isFromOutside() {
            return true;
        }
    }

    /** The cooks begin, if the ticket is approved. */
    record CookingBegins() implements Message {

        @Override
        public String toString() {
            return "the beginning of cooking";
        }

        @Override
        public Role to() {
            return Role.KITCHEN;
        }

        @Override
        public boolean isFromOutside() {
            return true;
        }
    }
}
