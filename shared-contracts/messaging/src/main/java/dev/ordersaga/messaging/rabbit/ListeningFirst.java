package dev.ordersaga.messaging.rabbit;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.impl.AMQConnection;
import com.rabbitmq.client.impl.Frame;
import com.rabbitmq.client.impl.FrameHandler;
import com.rabbitmq.client.impl.FrameHandlerFactory;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.NoSuchElementException;

/**
 * Opens connections over Netty that listen before they speak. By itself the client sends its header
 * before its handler knows the connection, and what the broker answers until then is lost, be it
 * the greeting or the end of the socket: the connection waits in vain. Here the handler knows the
 * connection first, then the header is sent, and only then the socket is read. That holds for NIO,
 * not for the native transports, which tell of the end of a socket that nobody reads.
 */
final class ListeningFirst extends ConnectionFactory {

    /** The loop writes and reads for all connections of the factory. */
    ListeningFirst(EventLoop loop, Duration patience) {
        setConnectionTimeout(Math.toIntExact(patience.toMillis()));
        netty().eventLoopGroup(loop)
                .bootstrapCustomizer(
                        bootstrap ->
                                bootstrap
                                        .option(
                                                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                                getConnectionTimeout())
                                        .option(ChannelOption.AUTO_READ, false))
                .channelCustomizer(channel -> channel.pipeline().addLast(new ReadOnceSpoken()));
    }

    @Override
    protected synchronized FrameHandlerFactory createFrameHandlerFactory() throws IOException {
        FrameHandlerFactory made = super.createFrameHandlerFactory();
        return (address, connectionName) -> new Introduced(made.create(address, connectionName));
    }

    /** Begins to read the socket with the first thing that is said, which is the header. */
    private static final class ReadOnceSpoken extends ChannelOutboundHandlerAdapter {

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            context.write(message, promise);
            context.channel().config().setAutoRead(true);
            context.pipeline().remove(this);
        }
    }

    /** Sends the header when the connection is known, instead of just before. */
    private record Introduced(FrameHandler socket) implements FrameHandler {

        @Override
        public void sendHeader() {}

        @Override
        public void initialize(AMQConnection connection) {
            socket.initialize(connection);
            try {
                socket.sendHeader();
            } catch (IOException broken) {
                connection.handleIoError(broken);
            }
        }

        /** The client looks for a part of the socket that is gone once the socket is closed. */
        @Override
        public void setTimeout(int millis) throws SocketException {
            try {
                socket.setTimeout(millis);
            } catch (NoSuchElementException _) {
                throw new SocketException("the broker has closed the connection");
            }
        }

        @Override
        public int getTimeout() throws SocketException {
            return socket.getTimeout();
        }

        @Override
        public boolean internalHearbeat() {
            return socket.internalHearbeat();
        }

        @Override
        public void finishConnectionNegotiation() {
            socket.finishConnectionNegotiation();
        }

        @Override
        public Frame readFrame() throws IOException {
            return socket.readFrame();
        }

        @Override
        public void writeFrame(Frame frame) throws IOException {
            socket.writeFrame(frame);
        }

        @Override
        public void flush() throws IOException {
            socket.flush();
        }

        @Override
        public void close() {
            socket.close();
        }

        @Override
        public InetAddress getLocalAddress() {
            return socket.getLocalAddress();
        }

        @Override
        public int getLocalPort() {
            return socket.getLocalPort();
        }

        @Override
        public InetAddress getAddress() {
            return socket.getAddress();
        }

        @Override
        public int getPort() {
            return socket.getPort();
        }
    }
}
