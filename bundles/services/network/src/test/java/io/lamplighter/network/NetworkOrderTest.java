package io.lamplighter.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.network.Asset;
import io.lamplighter.api.network.Network.Extent;
import io.lamplighter.api.network.Network.Format;
import io.lamplighter.api.network.Network.Report;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.store.CommittedFacts;
import io.lamplighter.store.NotedLooks;
import io.lamplighter.store.StreamingCsvImport;
import io.lamplighter.store.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files that come twice, or later than they should. */
@NullUnmarked
class NetworkOrderTest {
  private static final Caller LOADER =
      new Caller("p", Caller.Kind.PERSON, Set.of(Role.INTEGRATOR, Role.AGENT), "3306", Set.of());
  private static final String NETWORK =
      "id,kind,parent,region\ns1,substation,,330602\nl1,line,s1,\n";

  private final CommittedFacts journal = new CommittedFacts();
  private final NetworkService network;

  NetworkOrderTest() throws IOException {
    network =
        new NetworkService(
            TestDatabase.unit("network"),
            journal,
            new NotedLooks(),
            new StreamingCsvImport(),
            InstantSource.system(),
            20);
  }

  @BeforeEach
  void start() {
    TestDatabase.reset("network");
    load(Format.CSV, Extent.FULL, NETWORK);
  }

  @Test
  void deltasMayComeInAnyOrderAndTwice() {
    for (List<Integer> order : orders(List.of(1, 2, 3))) {
      start();
      for (int hour : order) {
        told(hour);
        told(hour);
      }
      assertEquals("at 3", name("t1"), () -> "in the order " + order);
      int facts = journal.all().size();
      order.forEach(this::told);
      assertEquals(facts, journal.all().size(), "nothing changed: " + order);
    }
  }

  /** t1 is put in, taken out, and put in again. */
  private Report told(int hour) {
    return hour == 2 ? delta(hour, "t1,,,remove") : delta(hour, "t1,transformer,at " + hour + ",");
  }

  @Test
  void whatWasTakenOutIsPutInByNothingOlder() {
    delta(5, "t1,,,remove");
    assertEquals(0, delta(4, "t1,transformer,early,").added());
    assertThrows(Refusal.NotFound.class, () -> name("t1"));
    assertEquals(1, delta(6, "t1,transformer,late,").added());
    assertEquals(0, delta(5, "t1,,,remove").removed());
    assertEquals("late", name("t1"));
  }

  @Test
  void ofALateDeltaOnlyWhatIsOlderIsPassedOver() {
    delta(5, "t1,transformer,five,");
    Report late = delta(4, "t1,transformer,four,", "t2,transformer,four,");
    assertEquals(1, late.added());
    assertEquals(0, late.changed());
    assertEquals("five four", name("t1") + " " + name("t2"));
  }

  @Test
  void whatWasToldAgainHoldsFromThenOn() {
    delta(3, "t1,transformer,same,");
    assertEquals(0, delta(6, "t1,transformer,same,").changed());
    assertEquals(0, delta(5, "t1,transformer,other,").changed());
    assertEquals("same", name("t1"));
  }

  @Test
  void whatDoesNotSayOfWhenItIsCountsAsItComes() {
    delta(5, "t1,transformer,five,");
    load(Format.CSV, Extent.DELTA, "id,kind,name,parent\nt1,transformer,now,l1\n");
    assertEquals("now", name("t1"));
  }

  @Test
  void aFullModelThatIsOlderThanWhatIsInForceChangesNothing() {
    assertEquals(1, full("05:00:00Z", "five").added());
    assertEquals(0, full("13:30:00+08:00", "five").changed(), "confirmed at 05:30");
    assertEquals(0, full("05:10:00", "ten past five, in UTC").changed());
    assertEquals(0, delta(4, "t1,transformer,four,", "t9,transformer,four,").added());
    delta(6, "t1,transformer,six,");
    assertEquals(0, full("05:40:00Z", "late").changed());
    assertEquals("six", name("t1"));
    assertEquals(1, full("07:00:00Z", "seven").changed());
    assertEquals("seven", name("t1"));
    assertThrows(Refusal.Invalid.class, () -> full("some day", "?"));
  }

  @Test
  void ofAPlaceTheNewestCountsInWhateverOrderItComes() {
    delta(1, "t1,transformer,one,");
    assertEquals(1, place("t1", "at 3", 3).added());
    assertEquals(0, place("t1", "at 2", 2).changed());
    assertEquals(0, place("t1", "at 3", 5).changed());
    assertEquals(0, place("t1", "at 4", 4).changed());
    assertEquals("at 3", network.get(LOADER, "t1").address());
    assertEquals(1, place("t1", "at 6", 6).changed());
  }

  private Report place(String id, String address, int hour) {
    String feature =
        "{\"type\":\"Feature\",\"id\":\"%s\",\"properties\":{\"address\":\"%s\","
            + "\"changedAt\":\"2026-11-22T0%d:00:00Z\"}}";
    return load(
        Format.GEOJSON,
        Extent.DELTA,
        "{\"type\":\"FeatureCollection\",\"features\":["
            + feature.formatted(id, address, hour)
            + "]}");
  }

  private Report full(String created, String name) {
    return load(
        Format.CIM,
        Extent.FULL,
        """
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:cim="http://iec.ch/TC57/x#"
                 xmlns:md="http://iec.ch/TC57/61970-552/ModelDescription/1#">
          <md:FullModel rdf:about="urn:uuid:1">
            <md:Model.created>2026-11-22T%s</md:Model.created><md:Model.version>1</md:Model.version>
          </md:FullModel>
          <cim:Substation rdf:ID="_s1"><cim:Substation.Region rdf:resource="#_330602"/></cim:Substation>
          <cim:Feeder rdf:ID="_l1">
            <cim:Feeder.NormalEnergizingSubstation rdf:resource="#_s1"/>
          </cim:Feeder>
          <cim:PowerTransformer rdf:ID="_t1">
            <cim:Equipment.EquipmentContainer rdf:resource="#_l1"/>
            <cim:IdentifiedObject.name>%s</cim:IdentifiedObject.name>
          </cim:PowerTransformer>
        </rdf:RDF>
        """
            .formatted(created, name));
  }

  /** Lines {@code id,kind,name,change} on l1, all of one hour. */
  private Report delta(int hour, String... lines) {
    StringBuilder csv = new StringBuilder("id,kind,name,change,parent,changedAt\n");
    for (String line : lines) {
      csv.append(line).append(",l1,2026-11-22T0").append(hour).append(":00:00Z\n");
    }
    return load(Format.CSV, Extent.DELTA, csv.toString());
  }

  private Report load(Format format, Extent extent, String text) {
    return network.load(
        LOADER, format, extent, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private String name(String id) {
    Asset asset = network.get(LOADER, id);
    return asset.name();
  }

  private static List<List<Integer>> orders(List<Integer> of) {
    if (of.isEmpty()) {
      return List.of(List.of());
    }
    List<List<Integer>> all = new ArrayList<>();
    for (Integer first : of) {
      List<Integer> rest = new ArrayList<>(of);
      rest.remove(first);
      for (List<Integer> order : orders(rest)) {
        List<Integer> one = new ArrayList<>(List.of(first));
        one.addAll(order);
        all.add(one);
      }
    }
    return all;
  }
}
