package dev.ordersaga.contracts;

import java.util.UUID;

/** What the {@code user} service is asked to do. */
public sealed interface UserCommand extends Command {

    /** May this user order? Without effect. Answered UserVerified or UserRefused. */
    record VerifyUser(UUID orderId, long userId) implements UserCommand {
        @Override
        public String routingKey() {
            return "user.verify";
        }
    }

    /** Takes the price from the user's points. Answered PointsUsed or PointsRefused. */
    record UsePoints(UUID paymentId, long userId, Money price) implements UserCommand {
        @Override
        public String routingKey() {
            return "user.points.use";
        }
    }

    /**
     * Undoes {@link UsePoints} of the same payment, whether or not it came. Answered
     * PointsRestored, never refused.
     */
    record RestorePoints(UUID paymentId, long userId) implements UserCommand {
        @Override
        public String routingKey() {
            return "user.points.restore";
        }
    }
}
