package io.lamplighter.camel.jms;

import org.apache.camel.component.sjms2.Sjms2Component;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/** JMS for routes: {@code sjms2:queue:<name>?connectionFactory=#<bean>}. */
@Component(
    service = org.apache.camel.Component.class,
    scope = ServiceScope.PROTOTYPE,
    property = "camel.component=sjms2")
@org.apache.camel.spi.annotations.Component("sjms2")
public final class Jms extends Sjms2Component {}
