package io.lamplighter.learning;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set; the store reads keepDays, by the rules in retention.txt. */
@ObjectClassDefinition(
    id = LearningConfig.PID,
    name = "%learning.name",
    description = "%learning.description",
    localization = "OSGI-INF/l10n/bundle")
@interface LearningConfig {
  String PID = "io.lamplighter.learning";

  @AttributeDefinition(name = "%learnAt.name", description = "%learnAt.description")
  String learnAt() default "02:00";

  @AttributeDefinition(
      name = "%waitHours.name",
      description = "%waitHours.description",
      min = "0",
      max = "720")
  int waitHours() default 12;

  @AttributeDefinition(
      name = "%textDays.name",
      description = "%textDays.description",
      min = "1",
      max = "3650")
  int textDays() default 365;

  @AttributeDefinition(
      name = "%mostTexts.name",
      description = "%mostTexts.description",
      min = "1",
      max = "10000")
  int mostTexts() default 2000;

  @AttributeDefinition(
      name = "%leastTexts.name",
      description = "%leastTexts.description",
      min = "1",
      max = "10000")
  int leastTexts() default 20;

  @AttributeDefinition(
      name = "%keepVersions.name",
      description = "%keepVersions.description",
      min = "2",
      max = "200")
  int keepVersions() default 20;

  @AttributeDefinition(
      name = "%keepDays.name",
      description = "%keepDays.description",
      min = "0",
      max = "3650")
  int keepDays() default 800;
}
