package io.lamplighter.systems;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * {@code mapping:<file>}: turns the body, a Map or a list of them, into the other side's. A message
 * that is none of theirs ends here; of a list, those are left out.
 */
record MappingStep(Mapping mapping) implements Processor {
  static Processor of(CamelContext context, String name, Step.Options options) throws Exception {
    try {
      return new MappingStep(Mapping.parse(Resources.text(context, name)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ", " + e.getMessage(), e);
    }
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    Message message = exchange.getMessage();
    if (message.getBody() instanceof List<?> list) {
      List<Map<String, Object>> mapped = new ArrayList<>();
      for (Object item : list) {
        apply(item, message).ifPresent(mapped::add);
      }
      message.setBody(mapped);
      return;
    }
    Optional<Map<String, Object>> mapped = apply(message.getBody(), message);
    if (mapped.isEmpty()) {
      exchange.setRouteStop(true);
    } else {
      message.setBody(mapped.get());
    }
  }

  private Optional<Map<String, Object>> apply(Object body, Message message) throws Exception {
    if (!(body instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("A Map is mapped, not " + body);
    }
    return mapping.apply(map, message::getHeader);
  }
}
