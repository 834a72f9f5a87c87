package io.lamplighter.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.network.Network.Extent;
import io.lamplighter.api.network.Network.Format;
import io.lamplighter.api.network.Network.Report;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** How a file is broken into lines says nothing. */
@NullUnmarked
class CimLayoutTest {
  private static final String FULL =
      NetworkRig.rdf(
          "<cim:Substation rdf:ID=\"_s1\"><cim:IdentifiedObject.name>变</cim:IdentifiedObject.name>"
              + "<cim:Substation.Region rdf:resource=\"#_330602\"/></cim:Substation>"
              + "<cim:Feeder rdf:ID=\"_l1\">"
              + "<cim:Feeder.NormalEnergizingSubstation rdf:resource=\"#_s1\"/></cim:Feeder>"
              + transformer("t1")
              + transformer("t2")
              + point("p1", "t1")
              + point("p2", "t2"));

  private static final String MOVE =
      NetworkRig.difference(
          point("p1", "t1") + "<cim:UsagePoint rdf:about=\"#_p2\"/>", point("p1", "t2"));

  private static String transformer(String id) {
    return "<cim:PowerTransformer rdf:ID=\"_"
        + id
        + "\"><cim:Equipment.EquipmentContainer rdf:resource=\"#_l1\"/></cim:PowerTransformer>";
  }

  private static String point(String id, String parent) {
    return "<cim:UsagePoint rdf:about=\"#_"
        + id
        + "\"><cim:UsagePoint.Equipments rdf:resource=\"#_"
        + parent
        + "\"/></cim:UsagePoint>";
  }

  @Test
  void whatIsTakenOutAndPutInOnOneLineIsChanged() {
    NetworkRig rig = new NetworkRig();
    assertEquals(new Report(1, 6, 6, 0, 0), rig.load(Format.CIM, Extent.FULL, FULL));
    assertEquals(new Report(2, 3, 0, 1, 1), rig.load(Format.CIM, Extent.DELTA, MOVE));
    assertEquals("t2", rig.network.get(NetworkRig.LOADER, "p1").parent());
  }

  /** RDF/XML has several ways to say one thing. */
  @Test
  void prefixesAttributesAndFullAddressesSayTheSame() {
    NetworkRig rig = new NetworkRig();
    rig.load(Format.CIM, Extent.FULL, FULL);
    String model = "http://pms.example.org/model-7#_";
    String other =
        "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
            + " xmlns='http://iec.ch/TC57/CIM100#' xmlns:c='http://iec.ch/TC57/CIM100#'>"
            + "<Substation r:about='"
            + model
            + "s1' c:IdentifiedObject.name='变' c:Substation.Region='330602'/>"
            + "<r:Description r:about='#_l1' r:type='http://iec.ch/TC57/CIM100#Feeder'>"
            + "<c:Feeder.NormalEnergizingSubstation r:resource='"
            + model
            + "s1'/></r:Description>"
            + "<c:PowerTransformer r:ID='_t1' c:Equipment.EquipmentContainer='#_l1'/>"
            + "<c:PowerTransformer r:ID='_t2' c:Equipment.EquipmentContainer='urn:uuid:l1'/>"
            + "<UsagePoint r:about='urn:uuid:p1' c:UsagePoint.Equipments='#_t1' xml:lang='zh'/>"
            + "<UsagePoint r:about='_p2'><UsagePoint.Equipments r:resource='#_t2'/></UsagePoint>"
            + "</r:RDF>";
    Report same = rig.load(Format.CIM, Extent.FULL, other);
    assertEquals(new Report(1, 6, 0, 0, 0), same);
  }

  /** An attribute is a property like any other: nothing that was sent is lost without a word. */
  @Test
  void attributesThatContradictOrAreUnknownAreTold() {
    NetworkRig rig = new NetworkRig();
    String renamed =
        FULL.replace(
            "<cim:Substation rdf:ID=\"_s1\">",
            "<cim:Substation rdf:ID=\"_s1\" cim:IdentifiedObject.name=\"x\">");
    Refusal.Invalid refused =
        assertThrows(Refusal.Invalid.class, () -> rig.load(Format.CIM, Extent.FULL, renamed));
    assertEquals("/lines/1/name", refused.errors().get(0).pointer());
    String more = renamed.replace("cim:IdentifiedObject.name=\"x\"", "cim:Unheard.of=\"x\"");
    Report report = rig.load(Format.CIM, Extent.FULL, more);
    assertEquals(1, report.passedOver().count());
    assertEquals("cim:Unheard.of", report.passedOver().names().get(0));
  }

  @Test
  void theSameAssetOnTwoParentsIsRefusedAlsoOnOneLine() {
    for (String breaks : new String[] {"", "\n"}) {
      NetworkRig rig = new NetworkRig();
      String twice = FULL.replace("</rdf:RDF>", breaks + point("p1", "t2") + "</rdf:RDF>");
      Refusal.Invalid refused =
          assertThrows(
              Refusal.Invalid.class, () -> rig.load(Format.CIM, Extent.FULL, twice), breaks);
      assertEquals(1, refused.errors().size(), refused::toString);
      assertEquals(
          "/lines/" + (breaks.isEmpty() ? 1 : 2) + "/id", refused.errors().get(0).pointer());
      assertNotNull(refused.errors().get(0).message().en().contains("p1"));
      assertEquals(0, rig.all().size());
    }
  }

  /** Also where a page of the stage ends between the two. */
  @Test
  void theSameAssetFarApartIsFound() {
    NetworkRig rig = new NetworkRig();
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 2_500; i++) {
      many.append(point("q" + i, "t1"));
    }
    String far = FULL.replace("</rdf:RDF>", many + point("p1", "t2") + "</rdf:RDF>");
    assertThrows(Refusal.Invalid.class, () -> rig.load(Format.CIM, Extent.FULL, far));

    String full = FULL.replace("</rdf:RDF>", many + "</rdf:RDF>");
    rig.load(Format.CIM, Extent.FULL, full);
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < 2_500; i++) {
      points.append(point("q" + i, "t1"));
    }
    Report moved =
        rig.load(
            Format.CIM,
            Extent.DELTA,
            NetworkRig.difference(
                point("p1", "t1") + points, point("p1", "t2") + points.toString()));
    assertEquals(new Report(2, 5_002, 0, 1, 0), moved);
  }

  @Property(tries = 40)
  void anyLayoutGivesTheSame(@ForAll long seed) {
    Random random = new Random(seed);
    NetworkRig rig = new NetworkRig();
    assertEquals(
        new Report(1, 6, 6, 0, 0), rig.load(Format.CIM, Extent.FULL, spaced(FULL, random)));
    assertEquals(
        new Report(2, 3, 0, 1, 1), rig.load(Format.CIM, Extent.DELTA, spaced(MOVE, random)));
    String twice = spaced(FULL.replace("</rdf:RDF>", point("p1", "t2") + "</rdf:RDF>"), random);
    assertThrows(Refusal.Invalid.class, () -> rig.load(Format.CIM, Extent.FULL, twice));
    assertEquals("t2", rig.network.get(NetworkRig.LOADER, "p1").parent());
  }

  /** Any white space, or a comment, between elements. */
  private static String spaced(String xml, Random random) {
    String[] spaces = {"", " ", "\n", "\r\n", "\t\n  ", "<!-- <cim:x/>\n -->"};
    StringBuilder spaced = new StringBuilder();
    for (String part : xml.split("(?<=>)(?=<)")) {
      spaced.append(part).append(spaces[random.nextInt(spaces.length)]);
    }
    return spaced.toString();
  }
}
