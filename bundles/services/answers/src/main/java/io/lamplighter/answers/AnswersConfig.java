package io.lamplighter.answers;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set; the store reads keepDays, by the rules in retention.txt. */
@ObjectClassDefinition(
    id = AnswersConfig.PID,
    name = "%answers.name",
    description = "%answers.description",
    localization = "OSGI-INF/l10n/bundle")
@interface AnswersConfig {
  String PID = "io.lamplighter.answers";

  @AttributeDefinition(name = "%hours.name", description = "%hours.description")
  String hours() default "00:00-24:00";

  @AttributeDefinition(name = "%channels.name", description = "%channels.description")
  String channels() default "web,app,sms,social";

  @AttributeDefinition(name = "%provenChannels.name", description = "%provenChannels.description")
  String provenChannels() default "sms";

  @AttributeDefinition(name = "%billLookup.name", description = "%billLookup.description")
  String billLookup() default "account";

  @AttributeDefinition(
      name = "%lookupSeconds.name",
      description = "%lookupSeconds.description",
      min = "1",
      max = "60")
  int lookupSeconds() default 4;

  @AttributeDefinition(
      name = "%faultReports.name",
      description = "%faultReports.description",
      min = "2",
      max = "100")
  int faultReports() default 3;

  @AttributeDefinition(
      name = "%perDay.name",
      description = "%perDay.description",
      min = "0",
      max = "1000")
  int perDay() default 8;

  @AttributeDefinition(
      name = "%withinMinutes.name",
      description = "%withinMinutes.description",
      min = "1",
      max = "1440")
  int withinMinutes() default 10;

  @AttributeDefinition(
      name = "%closeAfterHours.name",
      description = "%closeAfterHours.description",
      min = "0",
      max = "8760")
  int closeAfterHours() default 48;

  @AttributeDefinition(
      name = "%personPriority.name",
      description = "%personPriority.description",
      min = "0",
      max = "9")
  int personPriority() default 8;

  @AttributeDefinition(
      name = "%strangerPriority.name",
      description = "%strangerPriority.description",
      min = "0",
      max = "9")
  int strangerPriority() default 4;

  @AttributeDefinition(
      name = "%keepDays.name",
      description = "%keepDays.description",
      min = "0",
      max = "3650")
  int keepDays() default 400;
}
