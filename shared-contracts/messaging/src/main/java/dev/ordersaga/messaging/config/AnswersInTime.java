package dev.ordersaga.messaging.config;

import dev.ordersaga.messaging.DatabasePulse;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections on which a question has not been answered for too long: the network may have
 * lost them without telling anybody, and the driver itself waits for ever.
 *
 * <p>What was asked is then of unknown outcome, as with every connection that is lost. Others that
 * were not heard of since the question are taken for lost as well, so that not each of them has to
 * be waited for.
 */
final class AnswersInTime implements DatabasePulse {

    private final Duration longest;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private volatile long lastHeard = System.nanoTime();

    AnswersInTime(Duration longest) {
        this.longest = longest;
    }

    void watch(Channel channel) {
        channel.pipeline().addFirst(new Watch());
    }

    @Override
    public boolean isSilentFor(Duration time) {
        long now = System.nanoTime();
        return watches.stream().anyMatch(watch -> watch.isWaiting(now - time.toNanos()));
    }

    private void silentSince(long asked) {
        watches.forEach(watch -> watch.closeUnlessHeardSince(asked));
    }

    /** Of one connection; its methods run on the connection's thread, unless they say otherwise. */
    private final class Watch extends ChannelDuplexHandler {

        private volatile long heard = System.nanoTime();
        private volatile @Nullable Long waitingSince;
        private @Nullable ScheduledFuture<?> deadline;
        private @Nullable ChannelHandlerContext context;

        @Override
        public void handlerAdded(ChannelHandlerContext added) {
            context = added;
        }

        @Override
        public void channelActive(ChannelHandlerContext active) throws Exception {
            waitingSince = System.nanoTime();
            watches.add(this);
            super.channelActive(active);
        }

        @Override
        public void write(ChannelHandlerContext asking, Object question, ChannelPromise promise)
                throws Exception {
            if (deadline == null) {
                long asked = System.nanoTime();
                waitingSince = asked;
                deadline =
                        asking.executor()
                                .schedule(
                                        () -> silentSince(asked),
                                        longest.toMillis(),
                                        TimeUnit.MILLISECONDS);
            }
            super.write(asking, question, promise);
        }

        @Override
        public void channelRead(ChannelHandlerContext answering, Object answer) throws Exception {
            heard = System.nanoTime();
            lastHeard = heard;
            settle();
            super.channelRead(answering, answer);
        }

        @Override
        public void channelInactive(ChannelHandlerContext lost) throws Exception {
            watches.remove(this);
            settle();
            super.channelInactive(lost);
        }

        private void settle() {
            waitingSince = null;
            if (deadline != null) {
                deadline.cancel(false);
                deadline = null;
            }
        }

        /**
         * On any thread: whether it has asked, or has been there to be greeted, at this time or
         * before, and nobody has answered.
         */
        boolean isWaiting(long longSince) {
            Long asked = waitingSince;
            return asked != null && asked - longSince <= 0 && lastHeard - asked < 0;
        }

        /** On any thread. */
        void closeUnlessHeardSince(long asked) {
            ChannelHandlerContext mine = context;
            if (mine != null && heard - asked < 0) {
                mine.close();
            }
        }
    }
}
