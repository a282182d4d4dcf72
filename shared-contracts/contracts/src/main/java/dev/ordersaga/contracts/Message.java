package dev.ordersaga.contracts;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a saga says. The simple name of the record is its {@code eventType} on the wire. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "eventType")
public sealed interface Message permits Command, Reply, Event {}
