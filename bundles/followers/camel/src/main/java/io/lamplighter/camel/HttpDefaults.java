package io.lamplighter.camel;

import java.util.Locale;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpMethods;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.support.SimpleTypeConverter;

/** What Camel's HTTP endpoints have when a route does not say otherwise. */
final class HttpDefaults {
  private static final long CONNECT_MILLIS = 5_000;
  private static final long ANSWER_MILLIS = 30_000;

  private HttpDefaults() {}

  static void apply(CamelContext context) {
    context.getRegistry().bind("http-limits", limits());
    // Camel would search all converters for this one with every message: more than half of what a
    // message to an HTTP partner costs.
    context
        .getTypeConverterRegistry()
        .addTypeConverter(
            HttpMethods.class,
            String.class,
            new SimpleTypeConverter(
                false,
                (type, exchange, method) ->
                    HttpMethods.valueOf(method.toString().toUpperCase(Locale.ROOT))));
  }

  /** Camel's own wait three minutes for a connection and for ever for an answer. */
  private static ComponentCustomizer limits() {
    return ComponentCustomizer.builder(HttpComponent.class)
        .build(
            (HttpComponent http) -> {
              http.setConnectTimeout(CONNECT_MILLIS);
              http.setConnectionRequestTimeout(CONNECT_MILLIS);
              http.setResponseTimeout(ANSWER_MILLIS);
              http.setSoTimeout(ANSWER_MILLIS);
            });
  }
}
