/** Kafka for routes: camel-kafka and its client. */
@NullMarked
package io.lamplighter.camel.kafka;

import org.jspecify.annotations.NullMarked;
