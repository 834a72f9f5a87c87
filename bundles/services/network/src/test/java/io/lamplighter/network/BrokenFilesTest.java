package io.lamplighter.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.network.Network.Extent;
import io.lamplighter.api.network.Network.Format;
import io.lamplighter.api.network.Network.Report;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * Files that are cut off, too much, or no text: refused, and never more than a little in memory.
 */
@NullUnmarked
class BrokenFilesTest {
  private static final int HUGE = 300_000_000;
  private static final String PLACES =
      """
      {"type":"FeatureCollection","features":[
        {"type":"Feature","id":"t1","properties":{"address":"天下小区"},
         "geometry":{"type":"Point","coordinates":[120.58,30.01]}},
        {"type":"Feature","id":"l1","properties":null,
         "geometry":{"type":"LineString","coordinates":[[120.5,30],[120.6,30.1]]}}]}""";
  private static final String MODEL =
      NetworkRig.rdf(
          "\n<cim:Substation rdf:ID=\"_s1\"><cim:IdentifiedObject.name>变"
              + "</cim:IdentifiedObject.name><cim:Substation.Region rdf:resource=\"#_330602\"/>"
              + "</cim:Substation>\n");

  private final NetworkRig rig = new NetworkRig();

  @Test
  void aFileThatIsCutOffAnywhereIsRefused() {
    rig.full(NetworkRig.CSV);
    assertEquals(2, places(PLACES).added());
    byte[] file = PLACES.getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThrows(Refusal.Invalid.class, () -> load(Format.GEOJSON, cut), () -> text(cut));
    }
    byte[] model = MODEL.getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < model.length; length++) {
      byte[] cut = Arrays.copyOf(model, length);
      assertThrows(Refusal.Invalid.class, () -> load(Format.CIM, cut), () -> text(cut));
    }
  }

  @Test
  void whatIsNoFeatureCollectionIsRefused() {
    rig.full(NetworkRig.CSV);
    for (String bad :
        List.of(
            PLACES + "{}",
            PLACES + "x",
            PLACES.replace("FeatureCollection", "Feature"),
            PLACES.replace("\"type\":\"FeatureCollection\",", ""),
            PLACES.replace("[120.6,30.1]]}}]", "[120.6,30.1]]}},1]"),
            PLACES.replace("[120.6,30.1]]}}]", "[120.6,30.1]]}},null]"),
            PLACES.replace("\"features\":[", "\"features\":{},\"x\":["),
            PLACES.replace("\"features\":[", "\"features\":[],\"features\":["),
            PLACES.replace("\"id\":\"t1\"", "\"id\":\"t1\",\"id\":\"t2\""),
            PLACES.replace("\"id\":\"t1\"", "\"id\":[]"),
            PLACES.replace("\"id\":\"t1\"", "\"id\":\"t\\u00001\""),
            PLACES.replace("天下小区", "天\\u0000下"),
            PLACES.replace("天下小区", "天\\ud800下"),
            PLACES.replace("\"天下小区\"", "{}"),
            PLACES.replace("[120.58,30.01]", "[120.58]"),
            PLACES.replace("[120.58,30.01]", "[[120.58,30.01]]"),
            PLACES.replace("[120.58,30.01]", "[120.58,\"30\"]"),
            PLACES.replace("[120.58,30.01]", "[]"),
            PLACES.replace("[120.58,30.01]", "[181,30.01]"),
            PLACES.replace("[120.6,30.1]", "[120.6,91]"),
            PLACES.replace("[120.6,30.1]", "120.6,30.1"),
            PLACES.replace("\"Point\"", "\"Sphere\""),
            PLACES.replace(
                "{\"address\"", "{\"changedAt\":\"9999-01-01T00:00:00Z\",\"address\""))) {
      assertThrows(Refusal.Invalid.class, () -> places(bad), bad);
    }
    assertEquals(0, rig.all().stream().filter(asset -> asset.shape() != null).count());
  }

  @Test
  void aFaultPointsIntoTheDocument() {
    rig.full(NetworkRig.CSV);
    String line = PLACES.replace("\n", "");
    String crs = "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:4490\"}},\"features\"";
    assertEquals("/features/1/id", pointer(line.replace("\"l1\"", "\"l9\"")));
    assertEquals("/features/1/geometry", pointer(line.replace("[120.6,30.1]", "[120.6,91]")));
    assertEquals("/crs", pointer(line.replace("\"features\"", crs)));
  }

  private String pointer(String places) {
    return assertThrows(Refusal.Invalid.class, () -> places(places)).errors().get(0).pointer();
  }

  @Test
  void bytesThatAreNoUtf8AreRefusedInEveryFormat() {
    rig.full(NetworkRig.CSV);
    for (byte[] wrong :
        List.of(
            new byte[] {(byte) 0xff},
            new byte[] {(byte) 0xc0, (byte) 0x80},
            new byte[] {(byte) 0xc0, (byte) 0xaf},
            new byte[] {(byte) 0xe0, (byte) 0x80, (byte) 0xaf},
            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80})) {
      assertThrows(Refusal.Invalid.class, () -> load(Format.GEOJSON, with(PLACES, "天下小区", wrong)));
      assertThrows(
          Refusal.Invalid.class,
          () -> load(Format.GEOJSON, with(PLACES.replace("address", "none"), "天下小区", wrong)));
      Refusal.Invalid model =
          assertThrows(Refusal.Invalid.class, () -> load(Format.CIM, with(MODEL, "变<", wrong)));
      assertTrue(model.errors().get(0).pointer().startsWith("/lines/"), model.toString());
      Refusal.Invalid csv =
          assertThrows(
              Refusal.Invalid.class, () -> load(Format.CSV, with(NetworkRig.CSV, "1号变", wrong)));
      assertEquals("/lines/4/name", csv.errors().get(0).pointer());
    }
  }

  /** One element, text, comment, string or number of 300 MB each. */
  @Test
  void nothingInAFileIsHeldWhole() {
    rig.full(NetworkRig.CSV);
    String open =
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":\"t1\",";
    for (List<String> huge :
        List.of(
            List.of("<cim:Substation rdf:ID=\"", "x", "\"/>"),
            List.of("<cim:Substation rdf:ID=\"_s1\"><cim:IdentifiedObject.name>", "x", "<"),
            List.of(
                "<cim:Substation rdf:ID=\"_s1\"><cim:IdentifiedObject.name><![CDATA[", "<", "]"),
            List.of("<!--", "<>", "-->"),
            List.of("<cim:", "x", "/>"),
            List.of("<a ", "x ", "/>"),
            List.of("", "<a>", ""),
            List.of("<?x ", "<", "?>"))) {
      String head = NetworkRig.rdf("").replace("</rdf:RDF>", huge.get(0));
      assertThrows(
          Refusal.Invalid.class,
          () -> stream(Format.CIM, head, huge.get(1), huge.get(2)),
          huge.toString());
    }
    for (List<String> huge :
        List.of(
            List.of("{\"type\":\"FeatureCollection\",\"features\":[{\"id\":\"", "x", "\"}]}"),
            List.of(open + "\"properties\":{\"address\":\"", "灯", "\"}}]}"),
            List.of(
                open + "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[",
                "[1,2],",
                "[1,2]]}}]}"),
            List.of(open + "\"geometry\":{\"type\":\"Point\",\"coordinates\":[", "1", "]}}]}"),
            List.of(open + "\"geometry\":{\"type\":\"Point\",\"coordinates\":", "[", "]}}]}"),
            List.of(open + "\"a\":", "{\"a\":", "1}]}"),
            List.of(open + "\"", "a", "\":1}]}"))) {
      assertThrows(
          Refusal.Invalid.class,
          () -> stream(Format.GEOJSON, huge.get(0), huge.get(1), huge.get(2)),
          huge.toString());
    }
    // What is none of ours is passed over, however large.
    Report report =
        stream(
            Format.GEOJSON,
            open + "\"a\":[",
            "{\"type\":\"Feature\",\"id\":\"none\"},{},[],\"x\",",
            "1]}]}");
    assertEquals(1, report.read());
    assertEquals(List.of("a"), report.passedOver().names());
  }

  /** Whatever is changed in a file, it is taken or refused: nothing else. */
  @Property(tries = 300)
  void aDamagedFileIsTakenOrRefused(@ForAll long seed) {
    Random random = new Random(seed);
    Format format = Format.values()[random.nextInt(3)];
    String whole = format == Format.CIM ? MODEL : format == Format.CSV ? NetworkRig.CSV : PLACES;
    byte[] file = whole.getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(4); i >= 0; i--) {
      file[random.nextInt(file.length)] = (byte) random.nextInt(256);
    }
    try {
      load(format, file);
    } catch (Refusal e) {
      assertTrue(e instanceof Refusal.Invalid || e instanceof Refusal.Conflict, e.toString());
    }
  }

  private Report stream(Format format, String head, String part, String tail) {
    byte[] block = part.repeat(65_536 / part.length()).getBytes(StandardCharsets.UTF_8);
    InputStream[] all = new InputStream[HUGE / block.length + 2];
    Arrays.setAll(all, i -> new ByteArrayInputStream(block));
    all[0] = new ByteArrayInputStream(head.getBytes(StandardCharsets.UTF_8));
    all[all.length - 1] = new ByteArrayInputStream(tail.getBytes(StandardCharsets.UTF_8));
    InputStream file = new SequenceInputStream(Collections.enumeration(List.of(all)));
    return rig.network.load(NetworkRig.LOADER, format, Extent.DELTA, file);
  }

  private Report places(String json) {
    return load(Format.GEOJSON, json.getBytes(StandardCharsets.UTF_8));
  }

  private Report load(Format format, byte[] file) {
    return rig.load(format, Extent.DELTA, null, file);
  }

  private static byte[] with(String text, String behind, byte[] wrong) {
    byte[] all = text.getBytes(StandardCharsets.UTF_8);
    int at = text.substring(0, text.indexOf(behind)).getBytes(StandardCharsets.UTF_8).length;
    byte[] file = new byte[all.length + wrong.length];
    System.arraycopy(all, 0, file, 0, at);
    System.arraycopy(wrong, 0, file, at, wrong.length);
    System.arraycopy(all, at, file, at + wrong.length, all.length - at);
    return file;
  }

  private static String text(byte[] file) {
    return new String(file, StandardCharsets.UTF_8);
  }
}
