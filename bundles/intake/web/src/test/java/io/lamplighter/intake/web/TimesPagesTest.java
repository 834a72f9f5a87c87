package io.lamplighter.intake.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.Tracking;
import io.lamplighter.api.dispatch.AppointmentMode;
import io.lamplighter.api.dispatch.CustomerAppointments;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MultivaluedHashMap;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A customer changes the time that he was promised, on plain pages. */
class TimesPagesTest {
  /** 08:30 in China. */
  private static final Instant MORNING = Instant.parse("2026-11-24T00:30:00Z");

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final List<String> done = new ArrayList<>();
  private CustomerAppointments.@Nullable Time promised = time("a1", MORNING);
  private List<CustomerAppointments.Time> offers =
      List.of(time("o1", MORNING.plus(Duration.ofHours(2))));
  private @Nullable Refusal refusal;
  private @Nullable Refusal often;

  private static CustomerAppointments.Time time(String id, Instant from) {
    return new CustomerAppointments.Time(
        id, AppointmentMode.SLOT, from, from.plus(Duration.ofHours(2)));
  }

  /** Where nobody plans visits. */
  static CustomerAppointments nobody() {
    return (CustomerAppointments)
        Proxy.newProxyInstance(
            CustomerAppointments.class.getClassLoader(),
            new Class<?>[] {CustomerAppointments.class},
            (proxy, method, given) -> {
              throw new Refusal.Unavailable(new Text("away", "无"), new IllegalStateException());
            });
  }

  private final CustomerAppointments appointments =
      new CustomerAppointments() {
        @Override
        public Standing standing(String requestNo) {
          return new Standing(promised, refusal == null);
        }

        @Override
        public List<Time> offers(String requestNo) {
          refuse();
          if (often != null) {
            throw often;
          }
          return offers;
        }

        @Override
        public Time take(String requestNo, String offer) {
          refuse();
          if (!offer.equals("o1")) {
            throw new Refusal.Conflict("appointment.gone", new Text("no", "无"));
          }
          promised = offers.get(0);
          done.add("take " + requestNo + " " + offer);
          return offers.get(0);
        }

        @Override
        public void giveUp(String requestNo, String appointment) {
          refuse();
          promised = null;
          done.add("give up " + requestNo + " " + appointment);
        }
      };

  private void refuse() {
    if (refusal != null) {
      throw refusal;
    }
  }

  private final TimesPages pages = new TimesPages(desk(), appointments, ZONE, () -> {});

  private static Desk desk() {
    return (Desk)
        Proxy.newProxyInstance(
            Desk.class.getClassLoader(),
            new Class<?>[] {Desk.class},
            (proxy, method, given) -> {
              if (!given[1].equals("code")) {
                throw new Refusal.NotFound("request.unknown", new Text("no", "无"));
              }
              return new Tracking(
                  "R1",
                  RequestKind.SERVICE,
                  RequestState.SCHEDULED,
                  MORNING,
                  null,
                  List.of(),
                  List.of());
            });
  }

  private static final HttpHeaders HEADERS =
      (HttpHeaders)
          Proxy.newProxyInstance(
              HttpHeaders.class.getClassLoader(),
              new Class<?>[] {HttpHeaders.class},
              (proxy, method, given) -> List.of());

  private static MultivaluedMap<String, String> fields(Map<String, String> given) {
    MultivaluedMap<String, String> fields = new MultivaluedHashMap<>();
    given.forEach(fields::putSingle);
    return fields;
  }

  private static String html(Response answer, int status) {
    assertEquals(status, answer.getStatus());
    return String.valueOf(answer.getEntity());
  }

  private String choose(String token, int status) {
    return html(pages.choose("R1", fields(Map.of("token", token)), "en", HEADERS), status);
  }

  private String take(String offer, int status) {
    Map<String, String> form = Map.of("token", "code", "offer", offer);
    return html(pages.take("R1", fields(form), "en", HEADERS), status);
  }

  private String giveUp(String appointment, int status) {
    Map<String, String> form = Map.of("token", "code", "appointment", appointment);
    return html(pages.giveUp("R1", fields(form), "zh", HEADERS), status);
  }

  @Test
  void heReadsWhatIsPromisedAndWhatHeMayHaveInstead() {
    String html = choose("code", 200);
    assertTrue(html.contains("11-24 08:30–10:30"), html);
    assertTrue(html.contains("value=\"o1\" required><span>11-24 10:30–12:30"), html);
    assertTrue(html.contains("name=\"appointment\" value=\"a1\""), html);
    offers = List.of();
    promised = null;
    html = choose("code", 200);
    assertTrue(html.contains("<form class=\"is-none\" action=\"/times/R1/take"), html);
    assertTrue(html.contains("<form class=\"is-none\" action=\"/times/R1/give-up"), html);
  }

  @Test
  void aDayAndAPeriodAreSaidInDates() {
    Instant midnight = MORNING.minus(Duration.ofMinutes(510));
    offers =
        List.of(
            of(AppointmentMode.DAY, midnight, Duration.ofDays(1)),
            of(AppointmentMode.PERIOD, MORNING, Duration.between(MORNING, midnight).plusDays(7)),
            of(AppointmentMode.DAY, MORNING, Duration.ofHours(4)));
    String html = choose("code", 200);
    assertTrue(html.contains("<span>11-24</span><small>Some time on that day</small>"), html);
    assertTrue(html.contains("<span>11-24–11-30</span><small>On one of these days</small>"), html);
    assertTrue(html.contains("<span>11-24 08:30–12:30</span><small>Some time"), html);
  }

  private static CustomerAppointments.Time of(AppointmentMode mode, Instant from, Duration length) {
    return new CustomerAppointments.Time("o", mode, from, from.plus(length));
  }

  @Test
  void whatHeTakesIsHis() {
    String html = take("o1", 200);
    assertEquals(List.of("take R1 o1"), done);
    assertTrue(html.contains("11-24 10:30–12:30"), html);
  }

  @Test
  void whatHeGivesUpIsNot() {
    String html = giveUp("a1", 200);
    assertEquals(List.of("give up R1 a1"), done);
    assertTrue(html.contains("尚未约定时间"), html);
  }

  @Test
  void whoeverWasFasterOrNothingWasChosenHeChoosesAgain() {
    assertTrue(take("", 409).contains("Choose one of the times"));
    assertTrue(take("o7", 409).contains("name=\"offer\""));
    assertEquals(List.of(), done);
  }

  @Test
  void whenItIsTooLateHeIsToldWhy() {
    refusal = new Refusal.Conflict("work-order.begun", new Text("A crew is on its way", "班组已出发"));
    for (String html : List.of(choose("code", 409), take("o1", 409), giveUp("a1", 409))) {
      assertTrue(html.contains("A crew is on its way") || html.contains("班组已出发"), html);
      assertTrue(html.contains("11-24 08:30–10:30"), "and what is promised: " + html);
      assertFalse(html.contains("name=\"offer\""), html);
    }
  }

  @Test
  void whoeverMayNotChangeItAnyMoreMayGiveItUp() {
    often = new Refusal.Conflict("appointment.changed-often", new Text("Please call", "请来电"));
    String html = choose("code", 200);
    assertTrue(html.contains("Please call"), html);
    assertTrue(html.contains("name=\"appointment\" value=\"a1\""), html);
    assertFalse(html.contains("name=\"offer\""), html);
    giveUp("a1", 200);
    assertEquals(List.of("give up R1 a1"), done);
  }

  @Test
  void withoutTheCodeNothingIsShown() {
    assertFalse(choose("guess", 404).contains("11-24"));
  }

  @Test
  void whereNobodyPlansVisitsNothingIsShownOfThem() {
    HtmlPage page = new Pages().page("time", "en");
    assertEquals("", new Times(nobody(), ZONE).shown("R1", "code", page));
    TimesPages away = new TimesPages(desk(), nobody(), ZONE, () -> {});
    html(away.choose("R1", fields(Map.of("token", "code")), "en", HEADERS), 503);
  }
}
