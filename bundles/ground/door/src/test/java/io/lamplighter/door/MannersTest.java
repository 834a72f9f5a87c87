package io.lamplighter.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Page;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Versioned;
import io.lamplighter.kit.neighbour.Gate;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages link to the next, and what is shown has an ETag. */
@Timeout(60)
class MannersTest {
  private House house;

  /** What is behind the door. */
  @Path("/")
  @Produces("application/json")
  public static final class Things implements Resource {
    /** As it is shown. */
    public record Thing(String name) {}

    @GET
    @MayCall("public")
    public Page<Thing> all(@Context UriInfo uri) {
      return new Page<>(List.of("灯"), "3/4 &").map(Thing::new);
    }

    @GET
    @Path("last")
    @MayCall("public")
    public Page<Thing> last() {
      return Page.all(List.of());
    }

    @GET
    @Path("versioned")
    @MayCall("public")
    public Versioned<Thing> versioned() {
      return new Versioned<>(new Thing("灯"), 3);
    }

    @GET
    @Path("calendar")
    @Produces("text/calendar")
    @MayCall("public")
    public Versioned<String> calendar() {
      return new Versioned<>("BEGIN:VCALENDAR", 3);
    }

    @POST
    @Path("versioned")
    @MayCall("public")
    public Response made() {
      return Response.status(201).entity(new Versioned<>(new Thing("灯"), 1)).build();
    }

    @GET
    @Path("plain")
    @MayCall("public")
    public Thing plain() {
      return new Thing("灯");
    }
  }

  @BeforeEach
  void open() throws Exception {
    house = new House(new Things(), new Gate<>(new Semaphore(0)));
  }

  @AfterEach
  void close() throws Exception {
    house.close();
  }

  private String answer(String method, String path, String headers) throws IOException {
    try (Wire wire = new Wire(house)) {
      String head = method + " /things" + path + " HTTP/1.1\r\nHost: h\r\n";
      return wire.send((head + headers + "Content-Length: 0\r\n\r\n").getBytes(UTF_8)).answer();
    }
  }

  @Test
  void aPageLinksToTheNextAndTheLastToNone() throws IOException {
    String page = answer("GET", "?q=%E7%81%AF&after=1", "");
    assertTrue(page.endsWith("{\"items\":[{\"name\":\"灯\"}],\"next\":\"3/4 &\"}"), page);
    assertTrue(page.contains("Link: </things?q=%E7%81%AF&after=3/4+%26>; rel=\"next\"\r\n"), page);
    String last = answer("GET", "/last", "");
    assertTrue(last.endsWith("{\"items\":[],\"next\":null}"), last);
    assertFalse(last.contains("Link:") || last.contains("ETag:"), last);
  }

  @Test
  void aListThatReadsNoParameterTakesNone() throws IOException {
    String refused = answer("GET", "/last?region=330602", "");
    assertTrue(refused.startsWith("HTTP/1.1 400 "), refused);
    assertTrue(refused.contains("/region"), refused);
  }

  @Test
  void whoLooksWithABrowserReadsAPage() throws IOException {
    for (String path : new String[] {"/last?region=1", "/nothing", "/%u0041"}) {
      String page = answer("GET", path, "Accept: text/html,application/xhtml+xml,*/*;q=0.8\r\n");
      assertTrue(page.startsWith("HTTP/1.1 4"), page);
      assertTrue(page.toLowerCase(Locale.ROOT).contains("content-type: text/html"), page);
      assertTrue(page.contains("<h1>") && page.contains("default-src 'none'"), page);
      for (String accept : new String[] {"application/json", "text/html, */*; q=.2", "*/*"}) {
        String problem = answer("GET", path, "Accept: " + accept + "\r\n");
        assertTrue(problem.contains("application/problem+json"), problem);
      }
    }
  }

  @Test
  void whatAnAddressDoesNotTakeIsSaidWithWhatItTakes() throws IOException {
    String refused = answer("PUT", "/versioned", "");
    assertTrue(refused.startsWith("HTTP/1.1 405 "), refused);
    assertTrue(refused.contains("Allow: GET, HEAD, POST\r\n"), refused);
    assertTrue(answer("OPTIONS", "/versioned", "").startsWith("HTTP/1.1 200 "));
  }

  @Test
  void aThingsVersionIsItsTag() throws IOException {
    String thing = answer("GET", "/versioned", "If-None-Match: \"2\"\r\n");
    assertTrue(thing.startsWith("HTTP/1.1 200 "), thing);
    assertTrue(thing.contains("ETag: \"3\"\r\n"), thing);
    assertTrue(thing.contains("Content-Type: application/json"), thing);
    assertTrue(thing.endsWith("{\"name\":\"灯\"}"), thing);
    String made = answer("POST", "/versioned", "If-None-Match: \"1\"\r\n");
    assertTrue(made.startsWith("HTTP/1.1 201 ") && made.contains("ETag: \"1\""), made);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"3\"", "\"2\", W/\"3\"", "*"})
  void whoHasItAlreadyIsNotSentItAgain(String has) throws IOException {
    String answer = answer("GET", "/versioned", "If-None-Match: " + has + "\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 304 "), answer);
    assertTrue(answer.contains("ETag: \"3\"\r\n"), answer);
  }

  @Test
  void inAnotherFormItIsAnotherThingToHave() throws IOException {
    String calendar = answer("GET", "/calendar", "If-None-Match: \"3\"\r\n");
    assertTrue(calendar.startsWith("HTTP/1.1 200 "), calendar);
    assertTrue(calendar.endsWith("BEGIN:VCALENDAR"), calendar);
    Matcher tag = Pattern.compile("ETag: (\"3-[0-9a-f]{24}\")\r\n").matcher(calendar);
    assertTrue(tag.find(), calendar);
    String has = "If-None-Match: " + tag.group(1) + "\r\n";
    assertEquals("HTTP/1.1 304 ", answer("GET", "/calendar", has).substring(0, 13));
    assertEquals("HTTP/1.1 200 ", answer("GET", "/versioned", has).substring(0, 13));
  }

  @Test
  void withoutAVersionTheTagIsWhatIsSaid() throws IOException {
    String first = answer("GET", "/plain", "");
    Matcher tag = Pattern.compile("ETag: (\"[0-9a-f]{24}\")\r\n").matcher(first);
    assertTrue(tag.find(), first);
    assertTrue(first.contains("Content-Type: application/json"), first);
    assertTrue(first.endsWith("{\"name\":\"灯\"}"), first);
    assertEquals(
        "HTTP/1.1 304 ",
        answer("GET", "/plain", "If-None-Match: " + tag.group(1) + "\r\n").substring(0, 13));
  }
}
