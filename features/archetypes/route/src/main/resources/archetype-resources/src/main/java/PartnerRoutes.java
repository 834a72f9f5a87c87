package ${package};

import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * What happens to requests goes out to the partner, each entry at least once and in order for each
 * request; what he reports comes in as submissions. While he is away entries wait in the journal,
 * what he refuses is parked as a letter.
 */
@Component(
    service = RoutesBuilder.class,
    property = "routes.name=${artifactId}",
    configurationPid = "${pid}")
@Designate(ocd = PartnerRoutes.Config.class)
public final class PartnerRoutes extends RouteBuilder {
  private final Config config;

  /** Where the partner is and what he is told. */
  @ObjectClassDefinition(name = "${artifactId}")
  public @interface Config {
    @AttributeDefinition(description = "Camel endpoint that entries are sent to; empty for none")
    String out() default "";

    @AttributeDefinition(description = "Types of entries that are sent, divided by commas")
    String types() default "request.received,request.closed";

    @AttributeDefinition(description = "Beginning of the region code of what is sent")
    String region() default "";

    @AttributeDefinition(description = "Whether what happened before is sent too: now or start")
    String from() default "now";

    @AttributeDefinition(description = "Camel endpoint that submissions come from; empty for none")
    String in() default "";
  }

  @Activate
  public PartnerRoutes(Config config) {
    this.config = config;
  }

  @Override
  public void configure() {
    if (!config.out().isBlank()) {
      // The header ce-id stays the same when an entry is sent again: the partner's idempotency key.
      String what = "?types=" + config.types() + "&region=" + config.region();
      from("journal:${artifactId}" + what + "&from=" + config.from())
          .routeId("${artifactId}-out")
          .marshal()
          .json()
          .setHeader(Exchange.HTTP_METHOD, constant("POST"))
          .to(config.out());
    }
    if (!config.in().isBlank()) {
      from(config.in()).routeId("${artifactId}-in").to("desk:${artifactId}");
    }
  }
}
