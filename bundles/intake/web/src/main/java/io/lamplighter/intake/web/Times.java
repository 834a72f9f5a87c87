package io.lamplighter.intake.web;

import static io.lamplighter.intake.web.HtmlPage.escaped;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.dispatch.AppointmentMode;
import io.lamplighter.api.dispatch.CustomerAppointments;
import io.lamplighter.api.dispatch.CustomerAppointments.Standing;
import io.lamplighter.api.dispatch.CustomerAppointments.Time;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The time that the customer was promised: seen, changed and given up by himself. Where nobody
 * plans visits, nothing is shown of it.
 */
final class Times {
  private final CustomerAppointments appointments;
  private final ZoneId zone;
  private final DateTimeFormatter days;
  private final DateTimeFormatter hours;
  private final DateTimeFormatter dates;

  Times(CustomerAppointments appointments, ZoneId zone) {
    this.appointments = appointments;
    this.zone = zone;
    days = DateTimeFormatter.ofPattern("M-d HH:mm", Locale.ROOT).withZone(zone);
    hours = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(zone);
    dates = DateTimeFormatter.ofPattern("M-d", Locale.ROOT).withZone(zone);
  }

  /** A whole day is its date, some whole days the first and the last; else it is by the clock. */
  private String written(Time time) {
    boolean whole = time.to().atZone(zone).toLocalTime().equals(LocalTime.MIDNIGHT);
    if (whole && time.mode() == AppointmentMode.DAY) {
      return dates.format(time.from());
    }
    if (whole && time.mode() == AppointmentMode.PERIOD) {
      return dates.format(time.from()) + "–" + dates.format(time.to().minusMillis(1));
    }
    return days.format(time.from()) + "–" + end(time.from(), time.to());
  }

  private String end(Instant from, Instant to) {
    boolean sameDay = LocalDate.ofInstant(from, zone).equals(LocalDate.ofInstant(to, zone));
    return (sameDay ? hours : days).format(to);
  }

  /** What stands of it on the page of progress, in HTML. */
  String shown(String requestNo, String token, HtmlPage page) {
    Standing standing;
    try {
      standing = appointments.standing(requestNo);
    } catch (Refusal.Unavailable nobody) {
      return "";
    }
    Time time = standing.time();
    if (time == null && !standing.isOpen()) {
      return "";
    }
    Map<String, String> values = new HashMap<>(Map.of("no", requestNo, "token", token));
    values.put("time", time == null ? page.word("times.none") : written(time));
    values.put("change", page.word(time == null ? "times.choose" : "times.change"));
    values.put("style", standing.isOpen() ? "" : "is-none");
    return page.with(values);
  }

  private static String explained(Time offer, HtmlPage page) {
    return offer.mode() == AppointmentMode.SLOT
        ? ""
        : "<small>" + escaped(page.word("times.mode." + offer.mode().wire())) + "</small>";
  }

  /**
   * What is on the page on which he chooses.
   *
   * @param wrong HTML of what has gone wrong before; why there is nothing to choose, when there is
   *     nothing: he may give it up nevertheless
   * @throws Refusal.Conflict when nothing can be changed any more
   */
  Map<String, String> choice(String requestNo, String token, String wrong, HtmlPage page) {
    Standing standing = appointments.standing(requestNo);
    Time time = standing.time();
    List<Time> offers = List.of();
    String note = wrong;
    try {
      offers = appointments.offers(requestNo);
    } catch (Refusal.Conflict not) {
      if (!standing.isOpen()) {
        throw not;
      }
      note = Pages.note(Pages.text(not.text(), page.word("language")));
    }
    StringBuilder choices = new StringBuilder();
    for (Time offer : offers) {
      choices
          .append("<label><input type=\"radio\" name=\"offer\" value=\"")
          .append(escaped(offer.id()))
          .append("\" required><span>")
          .append(escaped(written(offer)))
          .append("</span>")
          .append(explained(offer, page))
          .append("</label>");
    }
    Map<String, String> values = new HashMap<>(Map.of("no", requestNo, "token", token));
    values.put("wrong", note);
    values.put("now", time == null ? page.word("times.none") : written(time));
    values.put("choices", choices.toString());
    values.put("appointment", time == null ? "" : time.id());
    values.put("style", offers.isEmpty() ? "is-none" : "");
    values.put("style.give-up", time == null ? "is-none" : "");
    return values;
  }
}
