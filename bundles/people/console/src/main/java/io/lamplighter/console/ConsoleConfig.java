package io.lamplighter.console;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set. */
@ObjectClassDefinition(
    id = ConsoleConfig.PID,
    name = "%console.name",
    description = "%console.help",
    localization = "OSGI-INF/l10n/bundle")
public @interface ConsoleConfig {
  String PID = "io.lamplighter.console";

  @AttributeDefinition(name = "%streams.name", description = "%streams.help", min = "1")
  int streams() default 200;

  @AttributeDefinition(
      name = "%streamsPerCaller.name",
      description = "%streamsPerCaller.help",
      min = "1")
  int streamsPerCaller() default 10;
}
