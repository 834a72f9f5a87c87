package io.lamplighter.camel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.lamplighter.api.House.Context;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.store.TestDatabase;
import io.lamplighter.store.TestHouse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** In training a route goes as far as the last step inside the house, whatever it sends by. */
@NullUnmarked
@Timeout(60)
class WithholdingTest {
  private final TestHouse house = new TestHouse().in(Context.TRAINING);
  private final List<String> reached = new CopyOnWriteArrayList<>();
  private final List<String> after = new CopyOnWriteArrayList<>();
  private HttpServer partner;
  private String url;
  private Post post;

  @BeforeEach
  void open() throws Exception {
    TestDatabase.unit("routes");
    TestDatabase.reset("routes");
    post = new Post();
    partner = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    partner.createContext(
        "/",
        exchange -> {
          reached.add(exchange.getRequestURI().toString());
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    partner.start();
    url = "http://127.0.0.1:" + partner.getAddress().getPort();
  }

  @AfterEach
  void close() {
    post.close();
    partner.stop(0);
  }

  private RouteContext run(RouteBuilder routes) throws Exception {
    RouteBundle source =
        new RouteBundle("t", "t", "t", WithholdingTest.class.getClassLoader(), routes, List.of());
    RouteContext context = Samples.contexts(null, post.couriers, house).build(source);
    context.start();
    return context;
  }

  @Test
  void anEntryIsNotSentNorTriedAgainAndTheJournalSaysWhereItWouldHaveGone() throws Exception {
    RouteContext context =
        run(
            new RouteBuilder() {
              @Override
              public void configure() {
                from("journal:erp?retryDelay=5&attempts=3")
                    .setBody(constant("x"))
                    .to(url + "/orders?throwExceptionOnFailure=false")
                    .process(exchange -> after.add("an answer is read"));
              }
            });
    post.write("erp", List.of(Samples.entry(7, "R1"), Samples.entry(8, "R1")));
    Samples.await("both noted", () -> post.facts.size() == 2);
    Fact fact = post.facts.get(0);
    assertEquals("letter.withheld", fact.type());
    assertEquals("R1", fact.subject());
    assertEquals("training", fact.data().get("why"));
    assertEquals(url + "/orders", fact.data().get("to"));
    assertEquals("erp", fact.data().get("reader"));
    Samples.await("table empty", () -> Post.kept("erp") == 0);
    house.in(Context.PRODUCTION);
    post.write("erp", List.of(Samples.entry(9, "R1")));
    Samples.await("sent", () -> after.size() == 1);
    assertEquals(List.of("/orders"), reached, "what was withheld does not come later");
    context.stop();
  }

  @Test
  void partsOfAMessageAreWithheldTooAndWhatStaysInTheHouseIsDone() throws Exception {
    RouteContext context =
        run(
            new RouteBuilder() {
              @Override
              public void configure() {
                from("journal:split?retryDelay=5&attempts=1")
                    .setBody(constant("a,b"))
                    .split(body().tokenize(","))
                    .to("direct:inside")
                    .to(url + "/parts")
                    .end();
                from("direct:inside")
                    .process(exchange -> after.add(exchange.getMessage().getBody(String.class)));
              }
            });
    post.write("split", List.of(Samples.entry(7, "R1")));
    Samples.await("noted", () -> post.facts.size() == 1);
    assertEquals(url + "/parts", post.facts.get(0).data().get("to"));
    assertEquals(List.of("a", "b"), after);
    assertEquals(List.of(), reached);
    context.stop();
  }

  @Test
  void nothingIsFetchedOrTakenFromOutsideEither(@TempDir Path theirs) throws Exception {
    Path fetched = Files.createDirectories(theirs.resolve("fetched"));
    Path taken = Files.createDirectories(theirs.resolve("taken"));
    Files.writeString(fetched.resolve("a"), "a");
    Files.writeString(taken.resolve("b"), "b");
    RouteContext context =
        run(
            new RouteBuilder() {
              @Override
              public void configure() {
                from("journal:fetch?retryDelay=5&attempts=1")
                    .pollEnrich("file:" + fetched + "?initialDelay=0&delay=20", 20_000)
                    .process(exchange -> after.add(exchange.getMessage().getBody(String.class)));
                from("file:" + taken + "?initialDelay=0&delay=20")
                    .process(exchange -> after.add(exchange.getMessage().getBody(String.class)));
              }
            });
    post.write("fetch", List.of(Samples.entry(7, "R1")));
    Samples.await("noted", () -> post.facts.size() == 1);
    assertEquals("letter.withheld", post.facts.get(0).type());
    Thread.sleep(300);
    assertEquals(List.of(), after);
    assertTrue(Files.exists(fetched.resolve("a")));
    assertTrue(Files.exists(taken.resolve("b")));
    house.in(Context.PRODUCTION);
    Samples.await("taken now", () -> after.contains("b"));
    post.write("fetch", List.of(Samples.entry(8, "R2")));
    Samples.await("fetched now", () -> after.contains("a"));
    house.in(Context.TESTING);
    Samples.await("left alone", () -> listening(context).noneMatch(Listening::listens));
    Files.writeString(taken.resolve("c"), "c");
    Thread.sleep(300);
    assertTrue(Files.exists(taken.resolve("c")), "left alone again");
    context.stop();
  }

  private static Stream<Listening> listening(RouteContext context) {
    return context.camel().getRoutes().stream()
        .map(Route::getConsumer)
        .filter(Listening.class::isInstance)
        .map(Listening.class::cast);
  }

  @Test
  void anEndpointForOneMessageAndACopyAreWithheldToo() throws Exception {
    RouteContext context =
        run(
            new RouteBuilder() {
              @Override
              public void configure() {
                from("direct:once").toD(url + "/once", -1).process(e -> after.add("once"));
                from("direct:copy").wireTap(url + "/copy").end().process(e -> after.add("went on"));
              }
            });
    ProducerTemplate template = context.camel().createProducerTemplate();
    template.sendBody("direct:once", "x");
    assertEquals(List.of(), after);
    template.sendBody("direct:copy", "x");
    assertEquals(List.of("went on"), after);
    context.stop();
    assertEquals(List.of(), reached);
  }

  @Test
  void newsOfWhatWasWithheldMakesNoNews() throws Exception {
    RouteContext context =
        run(
            new RouteBuilder() {
              @Override
              public void configure() {
                from("journal:news?types=letter.withheld").to(url);
              }
            });
    Entry one = Samples.entry(7, "R1");
    Entry news =
        new Entry(
            one.cursor(),
            "letter.withheld",
            one.subject(),
            one.region(),
            one.actor(),
            one.source(),
            one.time(),
            Map.of("reader", "another"));
    post.write("news", List.of(news));
    Samples.await("table empty", () -> Post.kept("news") == 0);
    assertEquals(List.of(), post.facts);
    context.stop();
  }

  @Test
  void aFileLeadsOutAsWellAndWhoCallsARouteHearsNoFailure(@TempDir Path folder) throws Exception {
    RouteContext context =
        run(
            new RouteBuilder() {
              @Override
              public void configure() {
                from("direct:file").to("file:" + folder).to("direct:never");
                from("direct:never").process(exchange -> after.add("never"));
              }
            });
    Exchange done =
        context
            .camel()
            .createProducerTemplate()
            .send("direct:file", ExchangePattern.InOut, e -> e.getMessage().setBody("x"));
    assertNull(done.getException());
    assertEquals(0, Objects.requireNonNull(folder.toFile().list()).length);
    assertEquals(List.of(), after);
    context.stop();
  }
}
