/** JMS for routes: camel-sjms2, and the client of Apache ActiveMQ Artemis. */
@NullMarked
package io.lamplighter.camel.jms;

import org.jspecify.annotations.NullMarked;
