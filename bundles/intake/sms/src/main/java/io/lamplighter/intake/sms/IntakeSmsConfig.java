package io.lamplighter.intake.sms;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Which message centre, and how texts are dealt with. */
@ObjectClassDefinition(
    name = "%sms.name",
    description = "%sms.description",
    localization = "OSGI-INF/l10n/bundle")
@interface IntakeSmsConfig {
  String PID = "io.lamplighter.intake.sms";

  @AttributeDefinition(name = "%host.name", description = "%host.description")
  String host() default "";

  @AttributeDefinition(
      name = "%port.name",
      description = "%port.description",
      min = "1",
      max = "65535")
  int port() default 2775;

  @AttributeDefinition(name = "%tls.name", description = "%tls.description")
  boolean tls() default false;

  @AttributeDefinition(name = "%systemId.name", description = "%systemId.description")
  String systemId() default "";

  @AttributeDefinition(name = "%password.name", description = "%password.description")
  String password() default "";

  @AttributeDefinition(name = "%passwordFile.name", description = "%passwordFile.description")
  String passwordFile() default "";

  @AttributeDefinition(name = "%systemType.name", description = "%systemType.description")
  String systemType() default "";

  @AttributeDefinition(name = "%serviceNumber.name", description = "%serviceNumber.description")
  String serviceNumber() default "";

  @AttributeDefinition(
      name = "%bind.name",
      description = "%bind.description",
      options = {@Option("transceiver"), @Option("separate")})
  String bind() default "transceiver";

  @AttributeDefinition(
      name = "%alphabet.name",
      description = "%alphabet.description",
      options = {@Option("GSM7"), @Option("LATIN1"), @Option("GBK"), @Option("UCS2")})
  String alphabet() default "GSM7";

  @AttributeDefinition(name = "%region.name", description = "%region.description")
  String region() default "";

  @AttributeDefinition(
      name = "%partsSeconds.name",
      description = "%partsSeconds.description",
      min = "1",
      max = "86400")
  int partsSeconds() default 300;

  @AttributeDefinition(
      name = "%repeatSeconds.name",
      description = "%repeatSeconds.description",
      min = "0",
      max = "86400")
  int repeatSeconds() default 600;

  @AttributeDefinition(
      name = "%answersPerHour.name",
      description = "%answersPerHour.description",
      min = "0",
      max = "1000")
  int answersPerHour() default 20;

  @AttributeDefinition(
      name = "%perSecond.name",
      description = "%perSecond.description",
      min = "1",
      max = "1000")
  int perSecond() default 20;

  @AttributeDefinition(
      name = "%atOnce.name",
      description = "%atOnce.description",
      min = "1",
      max = "64")
  int atOnce() default 8;

  @AttributeDefinition(
      name = "%enquireSeconds.name",
      description = "%enquireSeconds.description",
      min = "1",
      max = "600")
  int enquireSeconds() default 30;

  @AttributeDefinition(
      name = "%keepDays.name",
      description = "%keepDays.description",
      min = "0",
      max = "3650")
  int keepDays() default 180;
}
