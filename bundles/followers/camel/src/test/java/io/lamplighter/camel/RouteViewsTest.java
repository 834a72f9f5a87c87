package io.lamplighter.camel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.routes.Routes.Route;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a route is doing is told to all who may ask, and why it failed to whom all is open. */
@NullUnmarked
@Timeout(60)
class RouteViewsTest {
  private final RouteContexts contexts = Samples.contexts(null);

  @Test
  void anErrorIsToldToWhomAllIsOpen() {
    RouteBundle source =
        new RouteBundle(
            "t",
            "t",
            "t",
            RouteViewsTest.class.getClassLoader(),
            new RouteBuilder() {
              @Override
              public void configure() {
                from("direct:in").throwException(IllegalStateException.class, "R7 of 330602");
              }
            },
            List.of());
    Hosted hosted = new Hosted(contexts, source);
    assertTrue(hosted.put(source));
    hosted.running().camel().createProducerTemplate().send("direct:in", exchange -> {});
    assertTrue(only(hosted, true).lastError().contains("R7 of 330602"));
    assertNull(only(hosted, false).lastError());
    assertEquals(1, only(hosted, false).failed());
    hosted.close();
  }

  private Route only(Hosted hosted, boolean causes) {
    return RouteViews.of(hosted, null, contexts.secrets(), causes).routes().get(0);
  }
}
