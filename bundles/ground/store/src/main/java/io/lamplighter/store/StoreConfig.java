package io.lamplighter.store;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** PID {@code io.lamplighter.store}. */
@ObjectClassDefinition(
    name = "%store.name",
    description = "%store.description",
    localization = "OSGI-INF/l10n/bundle")
@interface StoreConfig {
  @AttributeDefinition(name = "%url.name", description = "%url.description", required = false)
  String url() default "";

  @AttributeDefinition(name = "%user.name", description = "%user.description", required = false)
  String user() default "";

  @AttributeDefinition(
      name = "%passwordFile.name",
      description = "%passwordFile.description",
      required = false)
  String passwordFile() default "";

  @AttributeDefinition(
      name = "%ownerUser.name",
      description = "%ownerUser.description",
      required = false)
  String ownerUser() default "";

  @AttributeDefinition(
      name = "%ownerPasswordFile.name",
      description = "%ownerPasswordFile.description",
      required = false)
  String ownerPasswordFile() default "";

  @AttributeDefinition(name = "%poolSize.name", description = "%poolSize.description", min = "4")
  int poolSize() default 20;

  @AttributeDefinition(
      name = "%waitSeconds.name",
      description = "%waitSeconds.description",
      min = "1")
  int waitSeconds() default 5;

  @AttributeDefinition(
      name = "%answerSeconds.name",
      description = "%answerSeconds.description",
      min = "1")
  int answerSeconds() default 60;
}
