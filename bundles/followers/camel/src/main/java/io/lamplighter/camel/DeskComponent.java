package io.lamplighter.camel;

import io.lamplighter.api.desk.Desk;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** {@code desk:<channel>}: a route that hands submissions to the desk. */
final class DeskComponent extends DefaultComponent {
  private final Desk desk;

  DeskComponent(Desk desk) {
    this.desk = desk;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    if (!remaining.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException("desk:<channel> needs a channel's name, not " + remaining);
    }
    DeskEndpoint endpoint = new DeskEndpoint(uri, this, desk, remaining);
    setProperties(endpoint, parameters);
    return endpoint;
  }
}
