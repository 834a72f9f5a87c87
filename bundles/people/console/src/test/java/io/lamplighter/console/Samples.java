package io.lamplighter.console;

import io.lamplighter.api.House;
import io.lamplighter.api.Location;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.Promise;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.ext.Providers;

/** Things to test with. */
final class Samples {
  static final Instant AT = Instant.parse("2026-11-22T00:00:00Z");
  static final RegionTime TIME = new RegionTime(ZoneId.of("Asia/Shanghai"));
  static final Caller DISPATCHER =
      new Caller("li", Caller.Kind.PERSON, Set.of(Role.DISPATCHER), "33", Set.of());

  private Samples() {}

  static Request request(long version) {
    return new Request(
        "R1",
        version,
        RequestKind.FAULT_REPAIR,
        "given",
        RequestState.ON_SITE,
        "web",
        null,
        "3306010000017",
        "number",
        "330602",
        null,
        "T1",
        new Submission.Contact("王先生", null),
        "天下小区3幢",
        new Location(120.58, 30.01),
        "停电",
        5,
        null,
        AT,
        null,
        List.of(new Promise("fault.first-response", AT.plusSeconds(1800))),
        EnumSet.of(Move.RESOLVE, Move.CANCEL),
        false,
        Request.Trust.FULL,
        new Request.Finds(
            "天下小区3幢",
            null,
            null,
            null,
            AT.minusSeconds(1800),
            List.of("building"),
            List.of(),
            List.of("address")));
  }

  static Entry entry(long position) {
    return new Entry(
        new Cursor(7, position),
        "request.received",
        "R" + position,
        "330602",
        "public",
        "/lamplighter/desk",
        AT,
        Map.of("requestNo", "R" + position));
  }

  /** Nobody asks it for more than its zone and its region. */
  static House house() {
    return (House)
        Proxy.newProxyInstance(
            House.class.getClassLoader(),
            new Class<?>[] {House.class},
            (proxy, method, arguments) -> method.getName().equals("region") ? "33" : TIME.zone());
  }

  static SecurityContext calls(Caller caller) {
    return new SecurityContext() {
      @Override
      public Principal getUserPrincipal() {
        return caller;
      }

      @Override
      public boolean isUserInRole(String role) {
        return false;
      }

      @Override
      public boolean isSecure() {
        return false;
      }

      @Override
      public String getAuthenticationScheme() {
        return "Bearer";
      }
    };
  }

  static Providers noProviders() {
    return unused(Providers.class);
  }

  static HttpHeaders noHeaders() {
    return unused(HttpHeaders.class);
  }

  private static <T> T unused(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              throw new UnsupportedOperationException(method.toString());
            }));
  }
}
