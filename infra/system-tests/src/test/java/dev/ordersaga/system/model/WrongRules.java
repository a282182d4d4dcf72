package dev.ordersaga.system.model;

import dev.ordersaga.contracts.OrderSagaReply;
import dev.ordersaga.order.saga.CancelOrderSaga;
import dev.ordersaga.order.saga.OrderSaga;
import dev.ordersaga.order.saga.PlaceOrderSaga;
import dev.ordersaga.order.saga.PlaceOrderSaga.Step;
import dev.ordersaga.order.saga.SagaStep;
import dev.ordersaga.order.saga.Transition;
import dev.ordersaga.order.saga.Transition.Advanced;
import dev.ordersaga.order.saga.Transition.SendAgain;
import java.util.Arrays;
import java.util.stream.Stream;

/** The sagas of the mutants. */
final class WrongRules {

    private WrongRules() {}

    /** A reply to this kind of saga is taken as if the command that it answers were awaited. */
    static OrderRules takingEveryReply(Class<? extends OrderSaga> kind) {
        return new OrderRules() {
            @Override
            Transition<?> onReply(OrderSaga saga, String commandId, OrderSagaReply reply) {
                return steps(saga)
                        .filter(step -> kind.isInstance(saga) && !step.isEnd())
                        .map(step -> Copies.at(step, saga))
                        .filter(awaiting -> awaiting.commandId().equals(commandId))
                        .findFirst()
                        .orElse(saga)
                        .on(commandId, reply);
            }
        };
    }

    /** Where the production saga goes from one step to another, it goes to a third. */
    static OrderRules detour(SagaStep from, SagaStep instead, SagaStep to) {
        return new OrderRules() {
            @Override
            Transition<?> changed(OrderSaga before, Transition<?> made) {
                boolean here = before.step() == from && made.next().step() == instead;
                return here ? new Advanced<>(Copies.at(to, made.next())) : made;
            }
        };
    }

    /** Where the production saga would send a command again, it goes on. */
    static OrderRules impatient(SagaStep at, SagaStep to) {
        return new OrderRules() {
            @Override
            Transition<?> changed(OrderSaga before, Transition<?> made) {
                return made instanceof SendAgain<?> && before.step() == at
                        ? new Advanced<>(Copies.at(to, before))
                        : made;
            }
        };
    }

    /** The ticket is undone first, and the payment then. */
    static OrderRules forwardOrder() {
        return new OrderRules() {
            @Override
            Transition<?> changed(OrderSaga before, Transition<?> made) {
                return before instanceof PlaceOrderSaga placing && made instanceof Advanced<?>
                        ? new Advanced<>(Copies.at(swapped(placing, made.next()), made.next()))
                        : made;
            }
        };
    }

    private static SagaStep swapped(PlaceOrderSaga before, OrderSaga after) {
        boolean isLast = before.step() == Step.REFUND;
        boolean mayHavePaid = before.ticket() != null;
        return switch ((Step) after.step()) {
            case REFUND -> Step.REJECT_TICKET;
            case REJECT_TICKET -> isLast ? endOf((PlaceOrderSaga) after) : after.step();
            case REJECTED, CANCELLED -> mayHavePaid ? Step.REFUND : after.step();
            case VERIFY_USER, CREATE_TICKET, PAY, APPROVE_TICKET, RECALL_TICKET, APPROVED ->
                    after.step();
        };
    }

    private static Step endOf(PlaceOrderSaga saga) {
        return saga.cancelled() ? Step.CANCELLED : Step.REJECTED;
    }

    /** The payment is given back first, and the kitchen is asked then. */
    static OrderRules refundFirst() {
        return new OrderRules() {
            @Override
            CancelOrderSaga startCancelling() {
                return Copies.at(CancelOrderSaga.Step.REFUND, 1, super.startCancelling());
            }

            @Override
            Transition<?> changed(OrderSaga before, Transition<?> made) {
                return before instanceof CancelOrderSaga && made instanceof Advanced<?>
                        ? new Advanced<>(Copies.at(swapped(made.next().step()), made.next()))
                        : made;
            }
        };
    }

    private static SagaStep swapped(SagaStep after) {
        return switch ((CancelOrderSaga.Step) after) {
            case CANCEL_TICKET -> after;
            case REFUND -> CancelOrderSaga.Step.CANCELLED;
            case CANCELLED -> CancelOrderSaga.Step.CANCEL_TICKET;
            case REFUSED -> after;
        };
    }

    /** What a customer wants is not remembered. */
    static OrderRules forgettingCancels() {
        return new OrderRules() {
            @Override
            Transition<?> onCancel(OrderSaga saga) {
                Transition<?> made = saga.onCancel();
                return made instanceof Transition.Awaits<?> ? new Transition.Ignored<>(saga) : made;
            }
        };
    }

    private static Stream<SagaStep> steps(OrderSaga saga) {
        return switch (saga) {
            case PlaceOrderSaga _ -> Arrays.stream(Step.values());
            case CancelOrderSaga _ -> Arrays.stream(CancelOrderSaga.Step.values());
        };
    }
}
