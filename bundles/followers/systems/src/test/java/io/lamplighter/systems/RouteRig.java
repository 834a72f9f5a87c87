package io.lamplighter.systems;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.customers.Customer;
import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.journal.Look;
import io.lamplighter.api.journal.Looks;
import io.lamplighter.api.network.Network;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.systems.Lookups;
import io.lamplighter.api.systems.Records;
import io.lamplighter.api.systems.SystemRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.jspecify.annotations.NullUnmarked;

/**
 * Routes that are nothing but data, run as in the platform, with a partner on real HTTP and
 * neighbours played by the test.
 */
@NullUnmarked
public final class RouteRig implements AutoCloseable {
  public static final Caller AGENT =
      new Caller("agent", Caller.Kind.PERSON, Set.of(Role.AGENT), "3306", Set.of());

  public final HttpPartner partner = new HttpPartner();
  public final List<SystemRecord> records = new ArrayList<>();

  /** Calls of neighbours, as text: {@code desk.move [...]}. */
  public final List<String> calls = new ArrayList<>();

  /** Looks that were noted. */
  public final List<Look> looked = new ArrayList<>();

  /** What went to {@code desk:}, with its channel. */
  public final List<String> submissions = new ArrayList<>();

  /** What a neighbour's method answers, by its name; null is what others answer. */
  public Function<String, Object> neighbour = method -> null;

  /** Whom the outage around a transformer is asked for, and what is answered. */
  public Function<List<String>, SystemRecord> outage = path -> null;

  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final DoorCalls inbox = new DoorCalls();
  private final LookupService lookups;
  private Instant now = Instant.parse("2026-11-22T00:00:00Z");

  /**
   * Runs the routes of these files of {@code routes/}, without their ending.
   *
   * @param settings beside the defaults; {@code url} is the partner's unless it is given
   */
  public RouteRig(Map<String, String> settings, String... names) throws Exception {
    RouteServices neighbours = new Played().neighbours();
    InstantSource clock = () -> now;
    lookups = new LookupService(neighbours, clock);
    Outages outages = (system, kind, path, at) -> Optional.ofNullable(outage.apply(path));
    Systems.components(new Remembered(), outages, neighbours, lookups, inbox, clock)
        .forEach((scheme, component) -> camel.addComponent(scheme, component.get()));
    camel.addComponent("journal", new Journal());
    camel.addComponent(
        "desk",
        new Step(
            (context, channel, options) ->
                exchange -> submissions.add(channel + " " + exchange.getMessage().getBody())));
    camel.getRegistry().bind("house", new Here("PRODUCTION"));
    camel.getShutdownStrategy().setTimeout(1);
    camel.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
    Properties all = new Properties();
    all.load(resource("defaults.properties"));
    all.setProperty("url", partner.url());
    all.putAll(settings);
    for (String name : names) {
      String text =
          new String(resource(name + YamlRoutes.ENDING).readAllBytes(), StandardCharsets.UTF_8);
      YamlRoutes routes = new YamlRoutes(name + YamlRoutes.ENDING, text, all);
      if (!routes.missing().isEmpty()) {
        throw new IllegalStateException(name + " would sleep: " + routes.missing());
      }
      routes.addRoutesToCamelContext(camel);
    }
    camel.start();
  }

  /** Of the house, what routes ask. */
  public record Here(String context) {}

  private static InputStream resource(String name) throws IOException {
    InputStream in = RouteRig.class.getResourceAsStream("/routes/" + name);
    if (in == null) {
      throw new IOException("no routes/" + name);
    }
    return in;
  }

  /** Settings of a route that nobody has given. */
  public static Set<String> needs(String name) throws IOException {
    Properties defaults = new Properties();
    defaults.load(resource("defaults.properties"));
    String text =
        new String(resource(name + YamlRoutes.ENDING).readAllBytes(), StandardCharsets.UTF_8);
    return new TreeSet<>(new YamlRoutes(name, text, defaults).missing());
  }

  /** An entry of the journal goes down the route; the failure, or null. */
  public Exception entry(String type, String subject, Map<String, Object> data) {
    return camel
        .createProducerTemplate()
        .send(
            "journal:entry",
            exchange -> {
              exchange.getMessage().setHeader("ce-id", "7-42");
              exchange.getMessage().setHeader("ce-type", type);
              exchange.getMessage().setHeader("ce-subject", subject);
              exchange.getMessage().setHeader("ce-region", "330602");
              exchange.getMessage().setHeader("ce-time", "2026-11-22T00:00:00Z");
              exchange.getMessage().setBody(data);
            })
        .getException();
  }

  /** The partner calls us. */
  public Object call(String system, String what, String json) {
    Caller caller = new Caller(system, Caller.Kind.PARTNER, Set.of(), "3306", Set.of(system));
    return inbox.take(caller, system, what, json.getBytes(StandardCharsets.UTF_8));
  }

  /** A stream goes down the route that begins at {@code direct:<name>}. */
  public Exception stream(String name, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return camel
        .createProducerTemplate()
        .send("direct:" + name, (Exchange e) -> e.getMessage().setBody(bytes))
        .getException();
  }

  public Lookups.Answer ask(String name, String key) {
    return lookups.ask(AGENT, name, key);
  }

  public void later(Duration duration) {
    now = now.plus(duration);
  }

  public static JsonNode json(String text) {
    return Json.node(Json.map(text));
  }

  @Override
  public void close() {
    partner.close();
    camel.stop();
  }

  /** A {@code journal:} that takes our options and is written to. */
  private static final class Journal extends DirectComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters)
        throws Exception {
      List.of("types", "region", "from", "parallel", "attempts").forEach(parameters::remove);
      return super.createEndpoint("journal:entry", "entry", parameters);
    }
  }

  private final class Remembered implements Records {
    @Override
    public Outcome put(Caller caller, SystemRecord told) {
      records.add(told);
      return Outcome.ADDED;
    }

    @Override
    public Page<SystemRecord> find(
        Caller caller, String system, String kind, String subject, String after, int limit) {
      throw new UnsupportedOperationException();
    }
  }

  /** Services that write down what they are asked. */
  private final class Played {
    RouteServices neighbours() {
      return new RouteServices(
          play("desk", Desk.class),
          play("customers", Customers.class),
          play("network", Network.class),
          new Looks() {
            @Override
            public void note(Look look) {
              looked.add(look);
            }

            @Override
            public List<String> stopped() {
              return List.of();
            }
          });
    }

    private <S> S play(String name, Class<S> type) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) -> {
                List<String> said = new ArrayList<>();
                for (int i = 1; i < arguments.length; i++) {
                  said.add(text(arguments[i]));
                }
                calls.add(name + "." + method.getName() + " " + said);
                Object answer = neighbour.apply(method.getName());
                if (answer instanceof Refusal refusal) {
                  throw refusal;
                }
                if (method.getName().equals("get") && !method.getReturnType().isInstance(answer)) {
                  // What the test gives is another part's, or nothing.
                  throw new Refusal.NotFound("unknown", new Text("?", "?"));
                }
                return answer;
              }));
    }

    private String text(Object argument) throws IOException {
      if (argument instanceof InputStream stream) {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      }
      if (argument instanceof Reader reader) {
        StringWriter text = new StringWriter();
        reader.transferTo(text);
        return text.toString();
      }
      return String.valueOf(argument);
    }
  }

  /** Request R1 of region 330602, by the web. */
  public static Request request(
      RequestKind kind, RequestState state, String customerNo, Set<Move> allowed) {
    return new Request(
        "R1",
        3,
        kind,
        "given",
        state,
        "web",
        null,
        customerNo,
        customerNo == null ? null : "number",
        "330602",
        null,
        null,
        null,
        null,
        null,
        null,
        5,
        null,
        Instant.EPOCH,
        null,
        List.of(),
        allowed);
  }

  /** A customer of region 330602 with a meter. */
  public static Customer customer(String no) {
    return new Customer(
        no,
        1,
        "王",
        List.of(),
        null,
        null,
        "330602",
        "residential",
        false,
        null,
        null,
        "m-" + no,
        "t1",
        null,
        Set.of());
  }
}
