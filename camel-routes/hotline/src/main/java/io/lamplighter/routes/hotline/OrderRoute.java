package io.lamplighter.routes.hotline;

import io.lamplighter.api.House;
import io.lamplighter.api.desk.Desk;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;

/** Follows the steps of one partner's orders and tells it of each. */
final class OrderRoute extends RouteBuilder {
  private final Settings settings;
  private final CityMapping mapping;
  private final House house;
  private final Desk desk;

  /**
   * How to reach the partner.
   *
   * @param partner its name, which is also that of the cursor
   * @param keyHeader HTTP header that carries the key
   * @param key null for none
   */
  record Settings(
      String partner,
      String channel,
      String url,
      boolean soap,
      String keyHeader,
      @Nullable String key,
      String region,
      String source,
      int parallel,
      int attempts) {}

  OrderRoute(Settings settings, CityMapping mapping, House house, Desk desk) {
    this.settings = settings;
    this.mapping = mapping;
    this.house = house;
    this.desk = desk;
  }

  @Override
  public void configure() {
    from(from())
        .routeId("hotline-" + settings.partner())
        .filter(this::isTheirs)
        .process(this::write)
        .to(settings.url())
        .process(this::check);
  }

  private String from() {
    return "journal:hotline-"
        + settings.partner()
        + "?types="
        + String.join(",", mapping.types())
        + "&region="
        + settings.region()
        + "&parallel="
        + settings.parallel()
        + "&attempts="
        + settings.attempts();
  }

  private boolean isTheirs(Exchange exchange) {
    Object channel = exchange.getMessage().getBody(Map.class).get("channel");
    return settings.channel().equals(channel);
  }

  private void write(Exchange exchange) {
    Message message = exchange.getMessage();
    Step step = Step.of(message, desk);
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_METHOD, "POST");
    if (settings.key() != null) {
      message.setHeader(settings.keyHeader(), settings.key());
    }
    if (settings.soap()) {
      message.setHeader(Exchange.CONTENT_TYPE, "text/xml; charset=UTF-8");
      message.setHeader("SOAPAction", "\"ChangeTroubleTicket\"");
      message.setBody(SoapMessage.of(step, mapping, house.context(), settings.source()));
    } else {
      message.setHeader(Exchange.CONTENT_TYPE, "application/json; charset=UTF-8");
      message.setHeader("Idempotency-Key", step.id());
      message.setBody(RestMessage.of(step, mapping));
    }
  }

  private void check(Exchange exchange) throws RefusedException {
    String answer = exchange.getMessage().getBody(String.class);
    if (settings.soap()) {
      SoapMessage.check(answer);
    } else {
      RestMessage.check(answer, mapping);
    }
  }
}
