package io.lamplighter.intake.meters;

import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.FactType;
import io.lamplighter.api.security.Caller;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is written to the journal. */
final class Facts {
  static final String SOURCE = "intake-meters";

  private static final Pattern NAME = Pattern.compile("[\\w.-]{1,100}");

  private Facts() {}

  /**
   * @param code as the meter sends it
   * @param event what it means
   * @param effect lost, restored, or none that counts
   * @param at by the meter's clock
   */
  @FactType(value = "meter-event.received", says = "A meter's event was stored.")
  record Received(
      String code,
      String event,
      String effect,
      Instant at,
      String concentrator,
      @Nullable String transformer) {}

  /**
   * @param pointer JSON pointer to what is meant
   */
  @FactType(
      value = "meter-message.set-aside",
      says = "A concentrator's message, or an event in it, cannot be taken in.")
  record Aside(String cause, String pointer) {}

  /**
   * @param outage its number
   * @param meters how many meters told it
   * @param requestNo of its request, once there is one
   */
  @FactType(
      value = {"outage.suspected", "outage.restored", "outage.closed"},
      says = "Last gasps of a transformer came together; every meter is back; its request is over.")
  record Outage(
      long outage, String transformer, long meters, Instant firstAt, @Nullable String requestNo) {}

  static Fact received(EventTables.Row row) {
    MeterEvent event = row.event();
    return Fact.of(
        new Received(
            event.code().code(),
            event.code().event(),
            event.code().effect().wire(),
            event.at(),
            event.concentrator(),
            row.transformer()),
        event.meter(),
        event.region(),
        actor(event.concentrator()));
  }

  /** A sender's name that is more than a name is not repeated here. */
  static Fact setAside(SetAside one) {
    String sender = NAME.matcher(one.concentrator()).matches() ? one.concentrator() : "unknown";
    return Fact.of(new Aside(one.cause(), one.pointer()), sender, one.region(), actor(sender));
  }

  /** A concentrator is a partner, known by its name. */
  private static String actor(String concentrator) {
    return new Caller(concentrator, Caller.Kind.PARTNER, Set.of(), "", Set.of()).actor();
  }

  /**
   * @param type {@code outage.suspected} or {@code outage.restored}
   */
  static Fact outage(String type, OutageTables.Outage outage) {
    return Fact.of(
        type,
        new Outage(
            outage.id(),
            outage.transformer(),
            outage.meters(),
            outage.firstAt(),
            outage.requestNo()),
        outage.transformer(),
        outage.region(),
        Caller.system(SOURCE).actor());
  }
}
