package io.lamplighter.camel.sql;

import org.apache.camel.component.sql.SqlComponent;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/** Tables of other databases for routes: {@code sql:<statement>?dataSource=#<bean>}. */
@Component(
    service = org.apache.camel.Component.class,
    scope = ServiceScope.PROTOTYPE,
    property = "camel.component=sql")
@org.apache.camel.spi.annotations.Component("sql")
public final class Sql extends SqlComponent {}
