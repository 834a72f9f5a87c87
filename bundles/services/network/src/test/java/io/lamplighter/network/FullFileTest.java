package io.lamplighter.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.network.Network.Extent;
import io.lamplighter.api.network.Network.Format;
import io.lamplighter.api.network.Network.Loaded;
import io.lamplighter.api.network.Network.State;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A full file that is none takes nothing away. */
@NullUnmarked
class FullFileTest {
  private final NetworkRig rig = new NetworkRig();

  @Test
  void whatIsNoNetworkIsRefusedAsFull() {
    rig.full(NetworkRig.CSV);
    String terminal = "<cim:Terminal rdf:ID=\"_x\"><cim:T.a><cim:b/></cim:T.a></cim:Terminal>";
    List<String> models =
        List.of(
            NetworkRig.difference("", ""),
            NetworkRig.difference("<cim:UsagePoint rdf:about=\"#_p1\"/>", ""),
            NetworkRig.rdf("<dm:forwardDifferences/>"),
            NetworkRig.rdf(
                "<dm:DifferenceModel rdf:about=\"#x\"/><cim:Feeder rdf:ID=\"_l1\"></cim:Feeder>"),
            NetworkRig.rdf(terminal),
            NetworkRig.rdf(terminal + terminal),
            NetworkRig.rdf("\n"),
            NetworkRig.rdf("<md:FullModel rdf:about=\"urn:uuid:1\"/>"),
            NetworkRig.rdf(
                "<rdf:Description rdf:about=\"#_t1\"><cim:IdentifiedObject.name>x"
                    + "</cim:IdentifiedObject.name></rdf:Description>"));
    for (String model : models) {
      assertThrows(Refusal.Invalid.class, () -> rig.load(Format.CIM, Extent.FULL, model), model);
    }
    for (String csv : List.of("id,kind\n", "id,kind\r\n\r\n", "id,kind,name", "", "\n")) {
      assertThrows(Refusal.Invalid.class, () -> rig.full(csv), csv);
    }
    assertEquals(5, rig.all().size());
  }

  @Test
  void whatTakesOutMuchMustSayHowMuch() {
    rig.full(NetworkRig.CSV);
    String most = "id,kind,parent,region\ns1,substation,,330602\nl1,line,s1,\nt1,transformer,l1,\n";
    Refusal.Conflict refused = assertThrows(Refusal.Conflict.class, () -> rig.full(most));
    assertEquals("network.removes-too-many", refused.code());
    assertTrue(refused.text().en().contains("2 of 5"), refused.toString());
    for (Long wrong : new Long[] {null, 0L, 1L, 3L, 5L}) {
      assertThrows(Refusal.Conflict.class, () -> full(most, wrong), "confirmed: " + wrong);
    }
    assertEquals(5, rig.all().size());
    assertEquals(2, full(most, 2L).removed());
    assertEquals(0, rig.full(most).removed(), "again");
  }

  @Test
  void aFileOfSomethingElseDoesNotReplaceAllSilently() {
    rig.full(NetworkRig.CSV);
    String other = "id,kind,region\nx1,substation,330602\n";
    Refusal.Conflict refused = assertThrows(Refusal.Conflict.class, () -> rig.full(other));
    assertTrue(refused.text().en().contains("5 of 5"), refused.toString());
    assertEquals(5, full(other, 5L).removed());
  }

  @Test
  void asMuchAsIsAllowedNeedsNoWord() {
    rig.full(NetworkRig.CSV);
    assertEquals(1, rig.full(NetworkRig.CSV.replace("p1,service-point,3幢,t1,\n", "")).removed());
  }

  @Test
  void allOfItAlwaysNeedsAWord() {
    new Removals(100, null).check(0, 0);
    new Removals(100, null).check(4, 5);
    assertThrows(Refusal.Conflict.class, () -> new Removals(100, null).check(5, 5));
    assertThrows(Refusal.Conflict.class, () -> new Removals(0, null).check(1, 1_000_000));
    new Removals(0, 1L).check(1, 1_000_000);
  }

  @Test
  void aMisspeltParameterIsNoFullFile() {
    assertEquals(Extent.FULL, LoadParams.of(Map.of()).extent());
    assertEquals(Extent.DELTA, LoadParams.of(Map.of("extent", List.of("delta"))).extent());
    for (Map<String, List<String>> query :
        List.of(
            Map.of("extend", List.of("delta")),
            Map.of("extent", List.of("Delta ")),
            Map.of("extent", List.of("delta", "full")),
            Map.of("confirmRemoved", List.of("-1")),
            Map.of("confirmRemoved", List.of("")),
            Map.of("confirmRemoved", List.of("99999999999999999999")))) {
      assertThrows(Refusal.Invalid.class, () -> LoadParams.of(query), query.toString());
    }
  }

  private io.lamplighter.api.network.Network.Report full(String csv, @Nullable Long confirmed) {
    return rig.load(Format.CSV, Extent.FULL, confirmed, csv.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theFilesAreInABookTheNewestFirst() {
    rig.full(NetworkRig.CSV);
    assertThrows(Refusal.Invalid.class, () -> rig.full("id,kind\n"));
    List<Loaded> book = rig.network.loads(NetworkRig.LOADER, null, 1).items();
    assertEquals(State.REFUSED, book.get(0).state());
    assertTrue(book.get(0).reason().contains("no asset"), book.get(0).reason());
    Page<Loaded> older =
        rig.network.loads(NetworkRig.LOADER, Long.toString(book.get(0).number()), 5);
    assertEquals(1, older.items().size());
    assertEquals(State.DONE, older.items().get(0).state());
    assertEquals(5, older.items().get(0).read());
    assertEquals(null, older.items().get(0).reason());
    assertEquals(null, older.next());
  }
}
