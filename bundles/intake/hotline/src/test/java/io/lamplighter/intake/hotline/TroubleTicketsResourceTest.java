package io.lamplighter.intake.hotline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.security.Access;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.iec.Message;
import io.lamplighter.kit.iec.Soap;
import io.lamplighter.store.NotedLooks;
import io.lamplighter.store.TestHouse;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Who may send tickets, and in which envelope he hears that he may not. */
@NullUnmarked
class TroubleTicketsResourceTest {
  private static final String KEY = "k1";
  private static final Caller PARTNER =
      new Caller("hotline-1", Caller.Kind.PARTNER, Set.of(), "33", Set.of("hotline"));
  private static final String SECURITY =
      "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";

  private final TroubleTicketsResource resource =
      new TroubleTicketsResource(
          fake(Desk.class, Map.of()),
          new NotedLooks(),
          fake(Access.class, Map.of("partner", this::partner)),
          () -> Instant.parse("2026-11-22T01:00:00Z"),
          new TestHouse());

  private interface Answer {
    Object to(Object[] arguments);
  }

  private static <T> T fake(Class<T> type, Map<String, Answer> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answers.get(method.getName()).to(arguments)));
  }

  private Object partner(Object[] arguments) {
    if (!KEY.equals(arguments[0])) {
      throw new Refusal.Unauthenticated("key-wrong", new Text("Unknown key", "密钥无效"));
    }
    return PARTNER;
  }

  /** A message whose noun is none of ours: whoever may send it hears that, others do not. */
  private static String message(String version, String token) {
    return "<e:Envelope xmlns:e=\""
        + version
        + "\"><e:Header>"
        + token
        + "</e:Header><e:Body><RequestMessage xmlns=\""
        + Message.NAMESPACE
        + "\"><Header><Verb>create</Verb><Noun>Bills</Noun></Header></RequestMessage>"
        + "</e:Body></e:Envelope>";
  }

  private static String token(String user, String key) {
    return "<s:Security xmlns:s=\""
        + SECURITY
        + "\"><s:UsernameToken><s:Username>"
        + user
        + "</s:Username><s:Password>"
        + key
        + "</s:Password></s:UsernameToken></s:Security>";
  }

  private Response call(String message, Principal known) {
    return resource.call(
        message.getBytes(UTF_8),
        fake(SecurityContext.class, Map.of("getUserPrincipal", arguments -> known)),
        fake(
            HttpHeaders.class,
            Map.of("getAcceptableLanguages", arguments -> List.of(Locale.ENGLISH))));
  }

  private static void assertHears(String words, Response response) {
    String said = response.getEntity().toString();
    assertTrue(said.contains(words), said);
  }

  @Test
  void aTokenHasTheNameInAnyCaseAndTheKey() {
    assertHears("Noun", call(message(Soap.V11, token("HOTLINE-1", KEY)), null));
    assertHears("Unknown key", call(message(Soap.V11, token("hotline-1", "k2")), null));
    assertHears("UsernameToken", call(message(Soap.V11, token("sms-1", KEY)), PARTNER));
  }

  @Test
  void withoutATokenTheDoorsPartnerIsAsGood() {
    assertHears("Noun", call(message(Soap.V11, ""), PARTNER));
    assertHears("UsernameToken", call(message(Soap.V11, ""), null));
    Caller person = new Caller("wang", Caller.Kind.PERSON, Set.of(), "33", Set.of());
    assertHears("UsernameToken", call(message(Soap.V11, ""), person));
  }

  @Test
  void aFaultComesInTheEnvelopeOfTheCall() {
    for (String version : List.of(Soap.V11, Soap.V12)) {
      String unreadable =
          "<e:Envelope xmlns:e=\"" + version + "\"><e:Body><nonsense/></e:Body></e:Envelope>";
      for (String message : List.of(unreadable, message(version, ""))) {
        Response fault = call(message, null);
        assertEquals(500, fault.getStatus());
        assertHears("\"" + version + "\"", fault);
      }
    }
  }
}
