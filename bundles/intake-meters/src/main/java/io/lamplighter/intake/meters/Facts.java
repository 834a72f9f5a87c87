package io.lamplighter.intake.meters;

import io.lamplighter.api.journal.Fact;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is written to the journal. */
final class Facts {
  static final String SOURCE = "intake-meters";

  private Facts() {}

  static Fact received(EventTables.Row row) {
    MeterEvent event = row.event();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("code", event.code().code());
    data.put("event", event.code().event());
    data.put("effect", event.code().effect().wire());
    data.put("at", event.at().toString());
    data.put("concentrator", event.concentrator());
    String transformer = row.transformer();
    if (transformer != null) {
      data.put("transformer", transformer);
    }
    return new Fact(
        "meter-event.received", event.meter(), event.region(), event.concentrator(), data);
  }

  static Fact setAside(SetAside one) {
    String[] levels = one.topic().split("/", -1);
    boolean known = levels.length == 4 && levels[1].matches("\\d{1,12}");
    String region = known ? levels[1] : "";
    String concentrator = known && levels[2].matches("[\\w.-]{1,100}") ? levels[2] : "unknown";
    return new Fact(
        "meter-message.set-aside",
        concentrator,
        region,
        concentrator,
        Map.of("cause", one.cause(), "pointer", one.pointer()));
  }

  /**
   * @param type {@code outage.suspected} or {@code outage.restored}
   */
  static Fact outage(String type, OutageTables.Outage outage) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("outage", outage.id());
    data.put("transformer", outage.transformer());
    data.put("meters", outage.meters());
    data.put("firstAt", outage.firstAt().toString());
    if (outage.requestNo() != null) {
      data.put("requestNo", outage.requestNo());
    }
    return new Fact(type, outage.transformer(), outage.region(), SOURCE, data);
  }
}
