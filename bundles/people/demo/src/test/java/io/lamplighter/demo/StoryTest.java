package io.lamplighter.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The quiet hour and the storm have the field's load. */
class StoryTest {
  private final City city = City.of(1, 20);
  private final List<Call> calls = new Story(city, 1).calls();

  @Test
  void stormIsTwelveTimesTheQuietHourWithItsPeak() {
    assertEquals(22, calls.stream().filter(c -> Story.phase(c.second()).equals("quiet")).count());
    assertEquals(12 * 22, calls.stream().filter(c -> c.second() >= Story.HOUR).count());
    assertTrue(
        calls.stream().filter(c -> Story.phase(c.second()).equals("storm peak")).count() >= 180);
  }

  @Test
  void everyChannelIsUsedAndTheMetersGaspAsThePeakBegins() {
    assertEquals(
        Set.of("web", "call", "hotline", "social", "sms"),
        calls.stream().map(Call::channel).collect(Collectors.toSet()));
    List<Outage> outages = new Story(city, 1).outages();
    assertEquals(12, outages.size());
    for (Outage out : outages) {
      assertTrue(Story.phase(out.lostAt()).equals("storm peak") && out.lostAt() < out.restoredAt());
      assertTrue(out.meters().size() > 50, out.toString());
    }
  }

  @Test
  void everyCallCanBePlaced() {
    assertTrue(
        calls.stream()
            .allMatch(c -> c.customerNo() != null || c.phone() != null || c.address() != null));
  }

  @Test
  void whoCallsOrTextsHasANumber() {
    assertTrue(
        calls.stream()
            .filter(c -> Set.of("call", "sms").contains(c.channel()))
            .allMatch(c -> c.phone() != null));
  }

  @Test
  void severalCallOfOneOutage() {
    long numbered = calls.stream().filter(c -> c.customerNo() != null).count();
    long customers =
        calls.stream()
            .map(Call::customerNo)
            .filter(no -> no != null)
            .collect(Collectors.toSet())
            .size();
    assertTrue(customers < numbered, customers + " of " + numbered);
  }

  @Test
  void sameSeedSameStory() {
    assertEquals(calls, new Story(City.of(1, 20), 1).calls());
  }
}
