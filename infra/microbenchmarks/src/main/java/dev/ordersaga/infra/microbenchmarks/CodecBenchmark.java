package dev.ordersaga.infra.microbenchmarks;

import dev.ordersaga.contracts.EventMessage;
import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.contracts.KitchenReply.PricedItem;
import dev.ordersaga.contracts.KitchenReply.TicketCreated;
import dev.ordersaga.contracts.Money;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.messaging.MessageCodec;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Reading and writing the longest of the usual messages. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class CodecBenchmark {

    private static final UUID ID = new UUID(0x0199_0000_0000_7000L, 0x8000_0000_0000_0001L);

    private final MessageCodec codec = new MessageCodec();
    private final EventMessage message =
            new TargetEventMessage(
                    Target.ORDER_CREATION,
                    ID,
                    new TicketCreated(
                            ID,
                            List.of(
                                    new PricedItem(123, 4, new Money(9_000, "KRW")),
                                    new PricedItem(124, 5, new Money(8_000, "KRW"))),
                            new Money(76_000, "KRW")));
    private final byte[] body = codec.write(message);

    @Benchmark
    public byte[] write() {
        return codec.write(message);
    }

    @Benchmark
    public EventMessage read() {
        return codec.read(body);
    }
}
