package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.annotation.Annotation;
import java.util.Map;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.mock.MockComponent;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartnerRoutesTest {
  private final DefaultCamelContext camel = new DefaultCamelContext();

  /** The platform's two endpoints are played: the journal is written to, the desk remembers. */
  @BeforeEach
  void start() throws Exception {
    camel.addComponent("journal", new Journal());
    camel.addComponent("desk", new MockComponent());
    camel.addRoutes(new PartnerRoutes(new Settings("mock:partner", "direct:reports")));
    camel.start();
  }

  @AfterEach
  void stop() {
    camel.stop();
  }

  @Test
  void whatHappensGoesOutAsJsonUnderItsId() throws Exception {
    MockEndpoint partner = camel.getEndpoint("mock:partner", MockEndpoint.class);
    partner.expectedBodiesReceived("{\"requestNo\":\"R1\"}");
    partner.expectedHeaderReceived("ce-id", "7-42");

    camel
        .createProducerTemplate()
        .sendBodyAndHeader(
            camel.getRoute("${artifactId}-out").getEndpoint(),
            Map.of("requestNo", "R1"),
            "ce-id",
            "7-42");

    partner.assertIsSatisfied();
  }

  @Test
  void whatHeReportsIsHandedToTheDesk() {
    String report = "{\"channelRef\":\"p-1\",\"text\":\"路灯不亮\",\"region\":\"330602\"}";

    camel.createProducerTemplate().sendBody("direct:reports", report);

    MockEndpoint desk = camel.getEndpoint("desk:${artifactId}", MockEndpoint.class);
    assertEquals(report, desk.getExchanges().get(0).getMessage().getBody());
  }

  /** Takes the options of {@code journal:} and gives the route what the test sends. */
  private static final class Journal extends DirectComponent {
    @Override
    protected org.apache.camel.Endpoint createEndpoint(
        String uri, String remaining, Map<String, Object> options) throws Exception {
      options.clear();
      return super.createEndpoint(uri, remaining, options);
    }
  }

  /** As configured. */
  private record Settings(String out, String in) implements PartnerRoutes.Config {
    @Override
    public String types() {
      return "request.closed";
    }

    @Override
    public String region() {
      return "33";
    }

    @Override
    public String from() {
      return "now";
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return PartnerRoutes.Config.class;
    }
  }
}
