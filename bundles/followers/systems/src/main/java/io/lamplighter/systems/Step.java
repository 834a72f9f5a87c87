package io.lamplighter.systems;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/**
 * A component for {@code to:} alone: {@code <scheme>:<name>?<options>} is one processor.
 *
 * <p>An option that the processor does not take out of the options refuses the route.
 */
final class Step extends DefaultComponent {
  private final Maker maker;

  Step(Maker maker) {
    this.maker = maker;
  }

  /** Makes the processor of one place in a route. */
  interface Maker {
    /**
     * @param name what stands behind the scheme
     */
    Processor make(CamelContext context, String name, Options options) throws Exception;
  }

  /** The options of an endpoint, each taken once. */
  record Options(Map<String, Object> left) {
    String take(String option, String otherwise) {
      Object value = left.remove(option);
      return value == null ? otherwise : value.toString();
    }

    /**
     * @throws IllegalArgumentException when it is not there
     */
    String take(String option) {
      Object value = left.remove(option);
      if (value == null || value.toString().isBlank()) {
        throw new IllegalArgumentException("the option " + option + " is needed");
      }
      return value.toString();
    }
  }

  @Override
  protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters)
      throws Exception {
    Processor processor = maker.make(getCamelContext(), name, new Options(parameters));
    return new StepEndpoint(uri, this, processor);
  }

  private static final class StepEndpoint extends DefaultEndpoint {
    private final Processor processor;

    StepEndpoint(String uri, Step component, Processor processor) {
      super(uri, component);
      this.processor = processor;
    }

    @Override
    public Producer createProducer() {
      return new DefaultProducer(this) {
        @Override
        public void process(Exchange exchange) throws Exception {
          processor.process(exchange);
        }
      };
    }

    /** What it sends, it sends by another endpoint. */
    @Override
    public boolean isRemote() {
      return false;
    }

    @Override
    public Consumer createConsumer(Processor next) {
      throw new UnsupportedOperationException(getEndpointUri() + " begins no route");
    }
  }
}
