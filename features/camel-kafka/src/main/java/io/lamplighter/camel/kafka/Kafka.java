package io.lamplighter.camel.kafka;

import org.apache.camel.component.kafka.KafkaComponent;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/** Kafka for routes: {@code kafka:<topic>?brokers=…}. */
@Component(
    service = org.apache.camel.Component.class,
    scope = ServiceScope.PROTOTYPE,
    property = "camel.component=kafka")
@org.apache.camel.spi.annotations.Component("kafka")
public final class Kafka extends KafkaComponent {}
