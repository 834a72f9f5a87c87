package io.lamplighter.planner;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set. */
@ObjectClassDefinition(
    id = PlannerConfig.PID,
    name = "%planner.name",
    description = "%planner.help",
    localization = "OSGI-INF/l10n/bundle")
public @interface PlannerConfig {
  String PID = "io.lamplighter.planner";

  @AttributeDefinition(name = "%seconds.name", description = "%seconds.help", min = "1")
  int seconds() default 60;

  @AttributeDefinition(name = "%runs.name", description = "%runs.help", min = "0")
  int runs() default 0;

  @AttributeDefinition(name = "%runsPerUser.name", description = "%runsPerUser.help", min = "1")
  int runsPerUser() default 1;
}
