package io.lamplighter.intake.web;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set. */
@ObjectClassDefinition(
    id = "io.lamplighter.intake.web",
    name = "%intake.name",
    description = "%intake.help",
    localization = "OSGI-INF/l10n/bundle")
public @interface IntakeWebConfig {
  @AttributeDefinition(name = "%zone.name", description = "%zone.help")
  String zone() default "Asia/Shanghai";
}
