package io.lamplighter.intake.hotline;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set. */
@ObjectClassDefinition(
    id = "io.lamplighter.intake.hotline",
    name = "%hotline.name",
    description = "%hotline.help",
    localization = "OSGI-INF/l10n/bundle")
public @interface HotlineConfig {
  @AttributeDefinition(name = "%jurisdictions.name", description = "%jurisdictions.help")
  String[] jurisdictions() default {};

  @AttributeDefinition(name = "%agency.name", description = "%agency.help")
  String agency() default "供电公司";

  @AttributeDefinition(
      name = "%keepDays.name",
      description = "%keepDays.description",
      min = "0",
      max = "3650")
  int keepDays() default 400;
}
