package io.lamplighter.knowledge;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set; the store reads keepDays, by the rules in retention.txt. */
@ObjectClassDefinition(
    id = KnowledgeConfig.PID,
    name = "%knowledge.name",
    description = "%knowledge.description",
    localization = "OSGI-INF/l10n/bundle")
@interface KnowledgeConfig {
  String PID = "io.lamplighter.knowledge";

  @AttributeDefinition(
      name = "%mostArticles.name",
      description = "%mostArticles.description",
      min = "100",
      max = "20000")
  int mostArticles() default 5000;

  @AttributeDefinition(
      name = "%mostGaps.name",
      description = "%mostGaps.description",
      min = "100",
      max = "100000")
  int mostGaps() default 5000;

  @AttributeDefinition(
      name = "%keepDays.name",
      description = "%keepDays.description",
      min = "0",
      max = "3650")
  int keepDays() default 365;
}
