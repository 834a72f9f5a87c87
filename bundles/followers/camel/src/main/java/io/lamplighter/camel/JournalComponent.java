package io.lamplighter.camel;

import io.lamplighter.api.journal.FactTypes;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** {@code journal:<reader>}: a route that follows the journal. */
final class JournalComponent extends DefaultComponent {
  private final Couriers couriers;
  private final FactTypes types;

  JournalComponent(Couriers couriers, FactTypes types) {
    this.couriers = couriers;
    this.types = types;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    JournalEndpoint endpoint = new JournalEndpoint(uri, this, couriers, remaining);
    setProperties(endpoint, parameters);
    endpoint.check(types);
    return endpoint;
  }
}
