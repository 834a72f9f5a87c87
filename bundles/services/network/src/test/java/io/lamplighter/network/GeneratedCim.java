package io.lamplighter.network;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;

/** A network in CIM of any size, written while it is read: 70 points a transformer, 14 a line. */
final class GeneratedCim {
  private static final int POINTS = 70;
  private static final int TRANSFORMERS = 14;
  private static final int LINES = 20;

  private GeneratedCim() {}

  static InputStream of(int points) {
    return new SequenceInputStream(
        new Enumeration<>() {
          private int next = -1;

          @Override
          public boolean hasMoreElements() {
            return next <= points;
          }

          @Override
          public InputStream nextElement() {
            String part = next < 0 ? HEAD : next == points ? "</rdf:RDF>\n" : point(next);
            next++;
            return new ByteArrayInputStream(part.getBytes(StandardCharsets.UTF_8));
          }
        });
  }

  private static final String HEAD =
      """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
          xmlns:cim="http://iec.ch/TC57/2013/CIM-schema-cim16#">
      """;

  /** A service point, and before it what is to feed it, if it is the first on that. */
  private static String point(int i) {
    StringBuilder xml = new StringBuilder();
    int transformer = i / POINTS;
    int line = transformer / TRANSFORMERS;
    int substation = line / LINES;
    if (i % (POINTS * TRANSFORMERS * LINES) == 0) {
      object(xml, "Substation", "s" + substation, "Substation.Region", "330602");
    }
    if (i % (POINTS * TRANSFORMERS) == 0) {
      object(xml, "Feeder", "l" + line, "Feeder.NormalEnergizingSubstation", "s" + substation);
      object(xml, "Breaker", "w" + line, "Equipment.EquipmentContainer", "l" + line);
    }
    if (i % POINTS == 0) {
      object(
          xml, "PowerTransformer", "t" + transformer, "Equipment.EquipmentContainer", "l" + line);
    }
    object(xml, "UsagePoint", "p" + i, "UsagePoint.Equipments", "t" + transformer);
    return xml.toString();
  }

  private static void object(StringBuilder xml, String type, String id, String link, String to) {
    xml.append("  <cim:").append(type).append(" rdf:ID=\"_").append(id).append("\">\n");
    xml.append("    <cim:IdentifiedObject.name>名称").append(id);
    xml.append("</cim:IdentifiedObject.name>\n    <cim:").append(link);
    xml.append(" rdf:resource=\"#_").append(to).append("\"/>\n");
    xml.append("  </cim:").append(type).append(">\n");
  }
}
