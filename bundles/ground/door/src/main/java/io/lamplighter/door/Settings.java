package io.lamplighter.door;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The door's configuration, PID {@code io.lamplighter.door}. */
@ObjectClassDefinition(
    name = "%door",
    description = "%door.help",
    localization = "OSGI-INF/l10n/bundle")
@interface Settings {
  @AttributeDefinition(name = "%maxBody", description = "%maxBody.help", min = "1")
  long maxBody() default 1_048_576;

  @AttributeDefinition(name = "%waitSeconds", description = "%waitSeconds.help", min = "0")
  int waitSeconds() default 8;

  @AttributeDefinition(name = "%maxWaiting", description = "%maxWaiting.help", min = "0")
  int maxWaiting() default 100;

  @AttributeDefinition(name = "%drainSeconds", description = "%drainSeconds.help", min = "0")
  int drainSeconds() default 10;

  @AttributeDefinition(name = "%answerDays", description = "%answerDays.help", min = "1")
  int answerDays() default 7;

  @AttributeDefinition(name = "%publicPerSecond", description = "%publicPerSecond.help", min = "1")
  int publicPerSecond() default 10;

  @AttributeDefinition(name = "%publicBurst", description = "%publicBurst.help", min = "1")
  int publicBurst() default 100;

  @AttributeDefinition(
      name = "%partnerPerSecond",
      description = "%partnerPerSecond.help",
      min = "1")
  int partnerPerSecond() default 2000;

  @AttributeDefinition(name = "%partnerBurst", description = "%partnerBurst.help", min = "1")
  int partnerBurst() default 4000;

  @AttributeDefinition(name = "%personPerSecond", description = "%personPerSecond.help", min = "1")
  int personPerSecond() default 200;

  @AttributeDefinition(name = "%personBurst", description = "%personBurst.help", min = "1")
  int personBurst() default 1000;

  @AttributeDefinition(name = "%heldMegabytes", description = "%heldMegabytes.help", min = "0")
  int heldMegabytes() default 0;

  @AttributeDefinition(name = "%strangersAtOnce", description = "%strangersAtOnce.help", min = "1")
  int strangersAtOnce() default 64;

  @AttributeDefinition(name = "%partnersAtOnce", description = "%partnersAtOnce.help", min = "1")
  int partnersAtOnce() default 112;

  @AttributeDefinition(name = "%peopleAtOnce", description = "%peopleAtOnce.help", min = "1")
  int peopleAtOnce() default 48;

  @AttributeDefinition(name = "%streamsAtOnce", description = "%streamsAtOnce.help", min = "1")
  int streamsAtOnce() default 4;

  @AttributeDefinition(name = "%watched", description = "%watched.help")
  String[] watched() default {"/health", "/metrics"};

  @AttributeDefinition(name = "%unlimited", description = "%unlimited.help")
  String[] unlimited() default {"/app", "/public"};

  @AttributeDefinition(name = "%publicAddress", description = "%publicAddress.help")
  String publicAddress() default "";

  @AttributeDefinition(name = "%trustedProxies", description = "%trustedProxies.help")
  String[] trustedProxies() default {};

  @AttributeDefinition(name = "%language", description = "%language.help")
  String language() default "zh";
}
