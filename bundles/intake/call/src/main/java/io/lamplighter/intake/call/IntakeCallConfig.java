package io.lamplighter.intake.call;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set. */
@ObjectClassDefinition(
    id = IntakeCallConfig.PID,
    name = "%call.name",
    description = "%call.description",
    localization = "OSGI-INF/l10n/bundle")
@interface IntakeCallConfig {
  String PID = "io.lamplighter.intake.call";

  @AttributeDefinition(name = "%dutyPhones.name", description = "%dutyPhones.description")
  String dutyPhones() default "";

  @AttributeDefinition(name = "%dutyLanguage.name", description = "%dutyLanguage.description")
  String dutyLanguage() default "zh";

  @AttributeDefinition(
      name = "%keepDays.name",
      description = "%keepDays.description",
      min = "0",
      max = "3650")
  int keepDays() default 180;
}
