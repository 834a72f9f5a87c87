package io.lamplighter.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.network.Asset;
import io.lamplighter.api.network.Network.Extent;
import io.lamplighter.api.network.Network.Format;
import io.lamplighter.api.network.Network.PassedOver;
import io.lamplighter.api.network.Network.Report;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.store.CommittedFacts;
import io.lamplighter.store.NotedLooks;
import io.lamplighter.store.StreamingCsvImport;
import io.lamplighter.store.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Networks brought in as a whole, or not at all. */
@NullUnmarked
class NetworkTest {
  private static final Caller LOADER = person("3306", Role.INTEGRATOR);
  private static final Caller AGENT = person("3306", Role.AGENT);

  private static final String CSV =
      """
      id,kind,name,parent,region,normallyOpen,change
      s1,substation,城南变,,330602,,
      l1,line,城南一线,s1,,,
      t1,transformer,天下小区1号变,l1,,,
      w1,switch,联络开关,l1,,true,
      p1,service-point,,t1,,,
      """;

  private static final String CIM =
      """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
               xmlns:cim="http://iec.ch/TC57/2013/CIM-schema-cim16#">
        <cim:UsagePoint rdf:ID="_p1"><cim:UsagePoint.Equipments rdf:resource="#_t1"/></cim:UsagePoint>
        <cim:Substation rdf:ID="_s1">
          <cim:IdentifiedObject.name>城南变</cim:IdentifiedObject.name>
          <cim:Substation.Region rdf:resource="#_330602"/>
        </cim:Substation>
        <cim:Terminal rdf:ID="_x"><cim:Terminal.deep><cim:deeper/></cim:Terminal.deep></cim:Terminal>
        <cim:Feeder rdf:ID="_l1">
          <cim:Feeder.NormalEnergizingSubstation rdf:resource="#_s1"/>
          <cim:IdentifiedObject.name>城南一线</cim:IdentifiedObject.name>
        </cim:Feeder>
        <cim:PowerTransformer rdf:ID="_t1">
          <cim:Equipment.EquipmentContainer rdf:resource="#_l1"/>
          <cim:IdentifiedObject.name>天下小区1号变</cim:IdentifiedObject.name>
        </cim:PowerTransformer>
        <cim:LoadBreakSwitch rdf:ID="_w1">
          <cim:Equipment.EquipmentContainer rdf:resource="#_l1"/>
          <cim:IdentifiedObject.name>联络开关</cim:IdentifiedObject.name>
          <cim:Switch.normalOpen>true</cim:Switch.normalOpen>
        </cim:LoadBreakSwitch>
      </rdf:RDF>
      """;

  private final CommittedFacts journal = new CommittedFacts();
  private final List<Fact> facts = journal.all();
  private final NotedLooks looks = new NotedLooks();
  private final NetworkService network;

  NetworkTest() throws IOException {
    network =
        new NetworkService(
            TestDatabase.unit("network"),
            journal,
            looks,
            new StreamingCsvImport(),
            InstantSource.system(),
            20);
  }

  @BeforeEach
  void empty() {
    TestDatabase.reset("network");
  }

  @Test
  void aFullFileIsInForceAndChangesNothingTheSecondTime() {
    Report first = full(CSV);
    assertEquals(new Report(1, 5, 5, 0, 0), first);
    Asset point = network.get(AGENT, "p1");
    assertEquals("t1", point.parent());
    assertEquals("330602", point.region(), "from the substation, three levels up");
    assertEquals(true, network.get(AGENT, "w1").normallyOpen());

    assertEquals(new Report(1, 5, 0, 0, 0), full(CSV));
    assertEquals(
        new Report(1, 5, 0, 0, 0, 0, new PassedOver(1, List.of("cim:Terminal"))),
        load(Format.CIM, Extent.FULL, CIM),
        "CIM says the same");
    assertEquals(List.of("network.switched"), facts.stream().map(Fact::type).toList());
  }

  @Test
  void whatIsNotInAFullFileIsGone() {
    full(CSV);
    Report report = full(CSV.replace("w1,switch,联络开关,l1,,true,\n", "").replace("1号变", "2号变"));
    assertEquals(new Report(2, 4, 0, 1, 1), report);
    assertThrows(Refusal.NotFound.class, () -> network.get(AGENT, "w1"));
    assertEquals("天下小区2号变", network.get(AGENT, "t1").name());
  }

  @Test
  void aDeltaPutsInAndTakesOut() {
    full(CSV);
    String delta =
        "id,kind,parent,change\np1,,,remove\nt2,transformer,l1,\np2,service-point,t2,put\n";
    assertEquals(new Report(2, 3, 2, 0, 1), load(Format.CSV, Extent.DELTA, delta));
    assertEquals("330602", network.get(AGENT, "p2").region(), "from the network in force");
    assertEquals(new Report(2, 3, 0, 0, 0), load(Format.CSV, Extent.DELTA, delta));
    assertEquals(
        List.of("t1", "t2"),
        network.find(AGENT, Asset.Kind.TRANSFORMER, "l1", null, 10).items().stream()
            .map(Asset::id)
            .toList());
  }

  @Test
  void aDifferenceModelIsADelta() {
    full(CSV);
    String difference =
        """
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:cim="http://iec.ch/TC57/x#"
                 xmlns:dm="http://iec.ch/TC57/61970-552/DifferenceModel/1#">
          <dm:DifferenceModel rdf:about="urn:uuid:1">
            <dm:reverseDifferences rdf:parseType="Statements">
              <cim:UsagePoint rdf:about="#_p1"/><cim:Breaker rdf:about="#_w1"/>
            </dm:reverseDifferences>
            <dm:forwardDifferences rdf:parseType="Statements">
              <cim:UsagePoint rdf:about="#_p1">
                <cim:IdentifiedObject.name>3幢</cim:IdentifiedObject.name>
                <cim:UsagePoint.Equipments rdf:resource="#_t1"/>
              </cim:UsagePoint>
            </dm:forwardDifferences>
          </dm:DifferenceModel>
        </rdf:RDF>
        """;
    Report report = load(Format.CIM, Extent.DELTA, difference);
    assertEquals(1, report.changed());
    assertEquals(1, report.removed());
    assertEquals("3幢", network.get(AGENT, "p1").name());
  }

  @Test
  void aBadFileLeavesTheOldNetworkAndNamesLineAndReason() {
    full(CSV);
    refused(CSV + "p1,service-point,,t1,,,\n", "/lines/7/id");
    refused(CSV + "p2,service-point,,t9,,,\n", "/lines/7/parent");
    refused(CSV + "p2,service-point,,l1,,,\n", "/lines/7/parent");
    refused(CSV + "p2,service-point,,,330602,,\n", "/lines/7/parent");
    refused(CSV + "s2,substation,,,,,\n", "/lines/7/region");
    refused(CSV + "s2,substation,,,330702,,\n", "/lines/7/region");
    refused(CSV + "s2,palace,,,330602,,\n", "/lines/7/kind");
    refused(CSV + "s2,substation,,,330602,maybe,\n", "/lines/7/normallyOpen");
    refused(CSV + "p1,,,,,,remove\n", "/lines/7/change");
    refused("id,kind,change\nt1,,remove\n", Extent.DELTA, "/lines/2/id");
    assertEquals(1, facts.size());
    assertEquals("天下小区1号变", network.get(AGENT, "t1").name());
    assertEquals(5, full(CSV).read());
  }

  @Test
  void xmlThatIsNotWholeOrReachesOutIsRefused() {
    for (String bad :
        List.of(
            CIM.substring(0, CIM.length() / 2),
            "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + CIM,
            CIM.replace("城南变", "&e;"),
            "<html/>",
            "")) {
      Refusal.Invalid refused =
          assertThrows(Refusal.Invalid.class, () -> load(Format.CIM, Extent.FULL, bad), bad);
      assertTrue(refused.errors().get(0).pointer().startsWith("/lines/"), bad);
    }
    assertThrows(Refusal.NotFound.class, () -> network.get(AGENT, "s1"));
  }

  @Test
  void anotherRegionsNetworkIsNotTouched() {
    full(CSV);
    Caller neighbour = person("3307", Role.INTEGRATOR);
    String theirs = "id,kind,region\ns9,substation,330702\n";
    network.load(neighbour, Format.CSV, Extent.FULL, stream(theirs));
    assertThrows(
        Refusal.Invalid.class,
        () ->
            network.load(
                neighbour,
                Format.CSV,
                Extent.DELTA,
                stream("id,kind,region\ns1,substation,330702\n")));
    assertThrows(
        Refusal.Conflict.class,
        () ->
            network.load(
                person("33", Role.INTEGRATOR),
                Format.CSV,
                Extent.FULL,
                stream("id,kind,region\ns8,substation,330802\n")));
    assertEquals("城南变", network.get(AGENT, "s1").name());
    assertThrows(Refusal.NotFound.class, () -> network.get(AGENT, "s9"));
    assertThrows(
        Refusal.Forbidden.class, () -> network.load(AGENT, Format.CSV, Extent.FULL, stream(CSV)));
  }

  @Test
  void placesComeFromTheGisAndOutliveTheNextNetwork() {
    full(CSV);
    String places =
        """
        {"type":"FeatureCollection","features":[
          {"type":"Feature","id":"t1","geometry":{"type":"Point","coordinates":[120.58,30.01]},
           "properties":{"address":"天下小区"}},
          {"type":"Feature","id":"l1",
           "geometry":{"type":"LineString","coordinates":[[120.5,30],[120.6,30.1]]}}]}
        """;
    assertEquals(2, load(Format.GEOJSON, Extent.DELTA, places).added());
    assertEquals(0, load(Format.GEOJSON, Extent.DELTA, places).added());
    full(CSV.replace("1号变", "2号变"));
    assertEquals(120.58, network.get(AGENT, "t1").location().lon());
    assertEquals("天下小区", network.get(AGENT, "t1").address());
    assertTrue(network.get(AGENT, "l1").shape().contains("LineString"));

    for (String bad :
        List.of(
            places.replace("\"l1\"", "\"l9\""), places.replace("120.58", "999"), "[]", "{\"a\":")) {
      assertThrows(Refusal.Invalid.class, () -> load(Format.GEOJSON, Extent.DELTA, bad), bad);
    }
  }

  /** A file much larger than what may be held of it: only its reading is counted. */
  @Test
  void aLargeFileIsReadAsItComes() {
    int points = 60_000;
    Report report = network.load(LOADER, Format.CIM, Extent.FULL, GeneratedCim.of(points));
    assertEquals(report.read(), report.added());
    assertTrue(report.read() > points);
    assertEquals("330602", network.get(AGENT, "p" + (points - 1)).region());
  }

  private void refused(String csv, String pointer) {
    refused(csv, Extent.FULL, pointer);
  }

  private void refused(String csv, Extent extent, String pointer) {
    Refusal.Invalid refused =
        assertThrows(Refusal.Invalid.class, () -> load(Format.CSV, extent, csv), csv);
    assertEquals(pointer, refused.errors().get(0).pointer(), refused.toString());
  }

  private Report full(String csv) {
    return load(Format.CSV, Extent.FULL, csv);
  }

  private Report load(Format format, Extent extent, String text) {
    return network.load(LOADER, format, extent, stream(text));
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Caller person(String region, Role role) {
    return new Caller("p", Caller.Kind.PERSON, Set.of(role), region, Set.of());
  }

  @Test
  void whereSomebodyLivesIsNotedAndMasked() {
    full(CSV);
    load(
        Format.GEOJSON,
        Extent.DELTA,
        """
        {"type":"FeatureCollection","features":[{"type":"Feature","id":"p1","geometry":
        {"type":"Point","coordinates":[120.5,30.1]},"properties":{"address":"天下小区3幢101室"}}]}""");
    Asset home = network.get(AGENT, "p1");
    assertEquals("天下小区3幢101室", home.address());
    network.get(AGENT, "t1");
    network.find(AGENT, null, null, null, 10);
    network.find(AGENT, Asset.Kind.TRANSFORMER, null, null, 10);
    String agent = AGENT.name();
    assertEquals(
        List.of(agent + " asset {service-points=[p1]}", agent + " assets {service-points=[p1]}"),
        looks.told());
    Caller assessor =
        new Caller("pan", Caller.Kind.PERSON, Set.of(Role.ASSESSOR), "3306", Set.of());
    for (Asset masked :
        List.of(
            network.get(assessor, "p1"),
            network.find(assessor, Asset.Kind.SERVICE_POINT, null, null, 9).items().get(0))) {
      assertEquals("***", masked.address());
      assertEquals(null, masked.location());
      assertEquals(null, masked.shape());
    }
    assertEquals("天下小区1号变", network.get(assessor, "t1").name());
  }
}
