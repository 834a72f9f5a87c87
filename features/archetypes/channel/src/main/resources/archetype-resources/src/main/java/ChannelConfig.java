package ${package};

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set. */
@ObjectClassDefinition(
    id = ChannelConfig.PID,
    name = "%channel.name",
    description = "%channel.description",
    localization = "OSGI-INF/l10n/bundle")
@interface ChannelConfig {
  String PID = "${pid}";

  @AttributeDefinition(name = "%kind.name", description = "%kind.description", required = false)
  String kind() default "";
}
