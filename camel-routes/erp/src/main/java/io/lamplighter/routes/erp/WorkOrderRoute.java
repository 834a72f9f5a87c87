package io.lamplighter.routes.erp;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;

/** Follows what happens to field work and tells the ERP. */
final class WorkOrderRoute extends RouteBuilder {
  private static final Map<String, String> VERBS =
      Map.of(
          "request.dispatched", "create",
          "request.accepted", "change",
          "request.arrived", "change",
          "request.resolved", "change",
          "request.closed", "close",
          "request.cancelled", "cancel");

  private final Settings settings;
  private final WorkOrderMessage messages;
  private final Map<String, String> workTypes;

  /**
   * How to reach the ERP.
   *
   * @param authorization the HTTP header's value, null for none
   */
  record Settings(
      String url, @Nullable String authorization, String region, int parallel, int attempts) {}

  /**
   * @param workTypes the ERP's work type for each kind of request that is field work
   */
  WorkOrderRoute(Settings settings, WorkOrderMessage messages, Map<String, String> workTypes) {
    this.settings = settings;
    this.messages = messages;
    this.workTypes = workTypes;
  }

  @Override
  public void configure() {
    from(from())
        .routeId("erp-work-orders")
        .filter(this::isFieldWork)
        .process(this::write)
        .to(settings.url())
        .process(exchange -> ReplyMessage.check(exchange.getMessage().getBody(String.class)));
  }

  private String from() {
    return "journal:erp?types="
        + String.join(",", VERBS.keySet().stream().sorted().toList())
        + "&region="
        + settings.region()
        + "&parallel="
        + settings.parallel()
        + "&attempts="
        + settings.attempts();
  }

  private boolean isFieldWork(Exchange exchange) {
    return workTypes.containsKey(String.valueOf(data(exchange).get("kind")));
  }

  private void write(Exchange exchange) {
    Message message = exchange.getMessage();
    Map<?, ?> data = data(exchange);
    String type = message.getHeader("ce-type", String.class);
    String xml =
        messages.of(
            VERBS.getOrDefault(type, "change"),
            message.getHeader("ce-id", String.class),
            message.getHeader("ce-subject", String.class),
            message.getHeader("ce-time", String.class),
            workTypes.getOrDefault(String.valueOf(data.get("kind")), ""),
            data);
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_METHOD, "POST");
    message.setHeader(Exchange.CONTENT_TYPE, "text/xml; charset=UTF-8");
    message.setHeader("SOAPAction", "\"\"");
    if (settings.authorization() != null) {
      message.setHeader("Authorization", settings.authorization());
    }
    message.setBody(xml);
  }

  private static Map<?, ?> data(Exchange exchange) {
    return exchange.getMessage().getBody(Map.class);
  }
}
