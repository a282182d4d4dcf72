package dev.ordersaga.messaging.config;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import reactor.netty.resources.LoopResources;

/** A loop that has every connection watched as soon as there is one. */
record WatchedLoop(EventLoop loop, AnswersInTime answers) implements LoopResources {

    @Override
    public <C extends Channel> C onChannel(Class<C> type, EventLoopGroup group) {
        C channel = LoopResources.super.onChannel(type, group);
        answers.watch(channel);
        return channel;
    }

    @Override
    public EventLoopGroup onServer(boolean useNative) {
        return loop;
    }
}
