package io.lamplighter.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.network.Asset;
import io.lamplighter.api.network.Network.Extent;
import io.lamplighter.api.network.Network.Format;
import io.lamplighter.api.network.Network.Report;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes of single properties: applied or refused, never dropped without a word. */
@NullUnmarked
class CimChangesTest {
  private static final String TYPE =
      "<rdf:type rdf:resource=\"http://iec.ch/TC57/2013/CIM-schema-cim16#";

  private final NetworkRig rig = new NetworkRig();

  @BeforeEach
  void start() {
    rig.full(NetworkRig.CSV + "w1,switch,联络,l1,\n");
  }

  @Test
  void aNewNameAndASwitchsStateAreApplied() {
    String forward =
        about("t1", name("新变"))
            + about("w1", "<cim:Switch.normalOpen>true</cim:Switch.normalOpen>");
    Report report = delta(NetworkRig.difference(about("t1", name("1号变")), forward));
    assertEquals(new Report(2, 3, 0, 2, 0), report);
    Asset t1 = rig.asset("t1");
    assertEquals("新变 l1 330602", t1.name() + " " + t1.parent() + " " + t1.region());
    assertEquals(true, rig.asset("w1").normallyOpen());
    assertEquals("联络", rig.asset("w1").name());
    assertEquals(0, delta(NetworkRig.difference("", forward)).changed(), "again");
  }

  @Test
  void theyAreAppliedWhereverTheyStandInADelta() {
    assertEquals(1, delta(NetworkRig.rdf(about("t1", name("甲")))).changed());
    assertEquals("甲", rig.asset("t1").name());
    assertEquals(
        1,
        delta(
                NetworkRig.difference(
                    "", "<cim:PowerTransformer rdf:about=\"#_t1\">" + name("乙") + END))
            .changed());
    assertEquals("乙 l1", rig.asset("t1").name() + " " + rig.asset("t1").parent());
  }

  private static final String END = "</cim:PowerTransformer>";

  @Test
  void whatIsMovedKeepsItsNameAndHasItsNewRegion() {
    rig.load(
        Format.CSV, Extent.DELTA, "id,kind,parent,region\ns2,substation,,330603\nl2,line,s2,\n");
    delta(
        NetworkRig.difference(
            about("t2", container("l1")), about("t2", container("l2")) + about("t2", name("迁"))));
    Asset t2 = rig.asset("t2");
    assertEquals("迁 l2 330603", t2.name() + " " + t2.parent() + " " + t2.region());
  }

  @Test
  void aPropertyThatHoldsNoMoreIsEmptied() {
    assertEquals(1, delta(NetworkRig.difference(about("t1", name("1号变")), "")).changed());
    assertNull(rig.asset("t1").name());
    assertThrows(
        Refusal.Invalid.class,
        () -> delta(NetworkRig.difference(about("t1", container("l1")), "")),
        "it would hang on nothing");
  }

  @Test
  void aThingMayBeNamedByItsTypeAlone() {
    String added =
        about("t3", TYPE + "PowerTransformer\"/>" + container("l1")) + about("t3", name("丙"));
    assertEquals(1, delta(NetworkRig.difference("", added)).added());
    assertEquals("丙", rig.asset("t3").name());
    assertEquals(
        1, delta(NetworkRig.difference(about("t3", TYPE + "PowerTransformer\"/>"), "")).removed());
  }

  @Test
  void whatIsNotThereCannotBeChanged() {
    for (String model :
        List.of(
            NetworkRig.difference("", about("nope", name("x"))),
            NetworkRig.difference(about("nope", name("x")), ""),
            NetworkRig.rdf(about("nope", name("x"))))) {
      Refusal.Invalid refused = assertThrows(Refusal.Invalid.class, () -> delta(model), model);
      assertTrue(refused.errors().get(0).message().en().contains("nope"), refused.toString());
    }
  }

  @Test
  void whatContradictsItselfIsRefused() {
    for (String forward :
        List.of(
            about("t1", name("甲")) + about("t1", name("乙")),
            about("t1", name("甲") + name("乙")),
            about("w1", "<cim:Switch.normalOpen>perhaps</cim:Switch.normalOpen>"),
            about("t1", container("nope")),
            "<rdf:Description>" + name("x") + "</rdf:Description>")) {
      assertThrows(Refusal.Invalid.class, () -> delta(NetworkRig.difference("", forward)), forward);
    }
    assertEquals("1号变", rig.asset("t1").name());
  }

  @Test
  void nothingIsPassedOverWithoutAWord() {
    Report report =
        delta(
            NetworkRig.difference(
                "<cim:Terminal rdf:about=\"#_x\"/>",
                about("t1", "<cim:Equipment.aggregate>true</cim:Equipment.aggregate>")
                    + about("t2", "")
                    + about("x", TYPE + "Terminal\"/>")));
    assertEquals(0, report.read());
    assertEquals(
        List.of("cim:Terminal", "cim:Equipment.aggregate", "rdf:Description", "Terminal"),
        report.passedOver().names().stream().distinct().toList());
    assertTrue(report.passedOver().count() >= 4, report.toString());

    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      many.append("<cim:Odd").append(i).append("/>");
    }
    Report odd = delta(NetworkRig.rdf(many.toString()));
    assertEquals(500, odd.passedOver().count());
    assertEquals(20, odd.passedOver().names().size());
  }

  @Test
  void whatIsOlderIsCounted() {
    delta(created("2026-11-22T07:00:00Z", about("t1", name("七"))));
    Report late = delta(created("2026-11-22T06:00:00Z", about("t1", name("六"))));
    assertEquals(1, late.older());
    assertEquals("七", rig.asset("t1").name());
  }

  @Test
  void aModelOfTheFutureIsRefused() {
    for (String time :
        List.of("9999-12-31T00:00:00Z", "2026-11-22T08:11:00", "-5000-01-01T00:00:00Z")) {
      Refusal.Invalid refused =
          assertThrows(
              Refusal.Invalid.class, () -> delta(created(time, about("t1", name("x")))), time);
      assertEquals("/lines/1", refused.errors().get(0).pointer());
    }
  }

  private static String created(String at, String content) {
    return NetworkRig.rdf(
        "<md:FullModel rdf:about=\"urn:uuid:1\"><md:Model.created>"
            + at
            + "</md:Model.created></md:FullModel>"
            + content);
  }

  private Report delta(String model) {
    return rig.load(Format.CIM, Extent.DELTA, model);
  }

  private static String about(String id, String properties) {
    return "<rdf:Description rdf:about=\"#_" + id + "\">" + properties + "</rdf:Description>";
  }

  private static String name(String name) {
    return "<cim:IdentifiedObject.name>" + name + "</cim:IdentifiedObject.name>";
  }

  private static String container(String id) {
    return "<cim:Equipment.EquipmentContainer rdf:resource=\"#_" + id + "\"/>";
  }
}
