package io.lamplighter.house;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** What holds for the whole deployment. */
@ObjectClassDefinition(
    name = "%house.name",
    description = "%house.description",
    localization = "OSGI-INF/l10n/bundle")
@interface HouseConfig {
  String PID = "io.lamplighter.house";

  @AttributeDefinition(
      name = "%context.name",
      description = "%context.description",
      options = {@Option("PRODUCTION"), @Option("TESTING"), @Option("TRAINING")})
  String context() default "PRODUCTION";

  @AttributeDefinition(name = "%zone.name", description = "%zone.description")
  String zone() default "Asia/Shanghai";

  @AttributeDefinition(name = "%region.name", description = "%region.description")
  String region() default "33";

  @AttributeDefinition(name = "%node.name", description = "%node.description")
  String node() default "";
}
