package io.lamplighter.camel;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** {@code journal:<reader>}: a route that follows the journal. */
final class JournalComponent extends DefaultComponent {
  private final Couriers couriers;

  JournalComponent(Couriers couriers) {
    this.couriers = couriers;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    JournalEndpoint endpoint = new JournalEndpoint(uri, this, couriers, remaining);
    setProperties(endpoint, parameters);
    endpoint.check();
    return endpoint;
  }
}
