/**
 * Moves messages between the service's database and RabbitMQ. The only package that knows
 * reactor-rabbitmq and the AMQP client.
 *
 * <p>Both directions run in <em>sessions</em>: a session has one channel, and ends when the channel
 * does, for whatever reason; a new one then follows. The client's own recovery is off, because it
 * can report a message as confirmed that was lost, and leave a consumer that never wakes.
 */
@NullMarked
package dev.ordersaga.messaging.rabbit;

import org.jspecify.annotations.NullMarked;
