package io.lamplighter.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may call is known from method and address. */
class RightsTest {
  private static final Visitor STRANGER = new Visitor(Caller.PUBLIC, "1.1.1.1", false);
  private static final Visitor NEAR = new Visitor(Caller.PUBLIC, "127.0.0.1", true);
  private static final Visitor ERP = partner("erp");
  private static final Visitor METER = partner("meter");
  private static final Visitor AGENT = person(Role.AGENT);
  private static final Visitor CREW = person(Role.CREW);

  private final Operations operations = operations(new Things());

  private static Operations operations(Object resource) {
    JAXRSServerFactoryBean factory = new JAXRSServerFactoryBean();
    factory.setServiceBean(resource);
    return new Operations(factory.getServiceFactory().getClassResourceInfo(), 1000);
  }

  private static Visitor partner(String channel) {
    Caller caller = new Caller(channel, Caller.Kind.PARTNER, Set.of(), "33", Set.of(channel));
    return new Visitor(caller, "2.2.2.2", false);
  }

  private static Visitor person(Role role) {
    Caller caller = new Caller("li", Caller.Kind.PERSON, Set.of(role), "33", Set.of());
    return new Visitor(caller, "3.3.3.3", false);
  }

  /** What a resource may look like. */
  @Path("/things")
  public static class Things {
    @GET
    @MayCall({"public", "staff"})
    public String all() {
      return "";
    }

    @GET
    @Path("{no}")
    @MayCall("agent")
    public String one() {
      return "";
    }

    @GET
    @Path("figures")
    @MayCall({"loopback", "partner:meter"})
    public String figures() {
      return "";
    }

    @POST
    @Path("{system}/{what}")
    @MayCall(
        value = {"partner:{system}", "crew"},
        body = 5000,
        strangers = 7)
    public void tell() {}

    @DELETE
    @Path("{no}")
    public void forgotten() {}
  }

  /** Two methods of one address. */
  @Path("/")
  public static class TwoKinds {
    @POST
    @MayCall("agent")
    public void one() {}

    @POST
    @MayCall("crew")
    public void other() {}
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /things, 1 1 . . 1 1",
    "HEAD, /things/, 1 1 . . 1 1",
    "get, /things/7, . . . . 1 .",
    "head, /things/7, . . . . 1 .",
    "GET, /things/7, . . . . 1 .",
    "GET, /things/7;a=b, . . . . 1 .",
    "GET, /things/%37/, . . . . 1 .",
    "GET, /things/figures, . 1 . 1 . .",
    "POST, /things/erp/bill, . . 1 . . 1",
    "POST, /things/meter/bill, . . . 1 . 1",
    "POST, /things/met%65r/bill, . . . . . 1",
    "DELETE, /things/7, . . . . . .",
    "GET, /elsewhere, 1 1 1 1 1 1",
    "OPTIONS, /things/7, 1 1 1 1 1 1",
  })
  void whoMay(String method, String uri, String expected) {
    String allowed =
        Stream.of(STRANGER, NEAR, ERP, METER, AGENT, CREW)
            .map(visitor -> may(method, uri, visitor) ? "1" : ".")
            .collect(Collectors.joining(" "));
    assertEquals(expected, allowed);
  }

  private boolean may(String method, String uri, Visitor visitor) {
    Operations.Operation found = operations.find(method, uri);
    try {
      found.rights().require(visitor, found.at());
      return true;
    } catch (Refusal e) {
      return false;
    }
  }

  @Test
  void howMuch() {
    Rights tell = operations.find("POST", "/things/erp/bill").rights();
    assertEquals(5000, tell.limit(ERP.caller()));
    assertEquals(7, tell.limit(Caller.PUBLIC));
    assertEquals(1000, operations.find("GET", "/things").rights().limit(AGENT.caller()));
    assertEquals(0, operations.find("PUT", "/elsewhere").rights().limit(AGENT.caller()));
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /things, 'GET, HEAD'",
    "post, /things/7, 'DELETE, GET, HEAD'",
    "GET, /things/erp/bill, POST",
  })
  void whatElseAnAddressTakes(String method, String uri, String allowed) {
    Problem problem = assertThrows(Refused.class, () -> operations.find(method, uri)).problem();
    assertEquals(405, problem.status());
    assertEquals(Map.of("Allow", allowed), problem.headers());
  }

  @Test
  void whyNot() {
    Rights agents = operations.find("GET", "/things/7").rights();
    assertEquals("login-needed", why(agents, STRANGER));
    assertEquals("people-only", why(agents, ERP));
    assertEquals("role-missing", why(agents, CREW));
    assertEquals("channel-not-yours", why(operations.find("GET", "/things/figures").rights(), ERP));
  }

  private static String why(Rights rights, Visitor visitor) {
    return assertThrows(Refusal.class, () -> rights.require(visitor, Map.of())).code();
  }

  @Test
  void oneAddressHasOneKindOfCallers() {
    TwoKinds two = new TwoKinds();
    assertThrows(IllegalArgumentException.class, () -> operations(two));
  }
}
