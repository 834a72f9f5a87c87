package io.lamplighter.kit.triage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.kit.data.DataFile;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Parts, weights, and what they make of a text. */
class KindModelTest {
  private static final String SETTINGS =
      "1000,1000,1000,1000,1000,1000,200,0,=from\n"
          + "600,600,600,600,600,600,600,0,=sure\n"
          + "0,0,0,0,0,0,0,0,=prior\n";

  private static KindModel model(String lines) {
    return new KindModel(
        new DataFile.Written("kinds.model", KindModel.COLUMNS + "\n" + SETTINGS + lines));
  }

  @Test
  void aTextIsOfTheKindThatItsPartsSpeakFor() {
    KindModel model = model("3000,0,0,0,0,0,0,0,停电\n0,0,0,2000,0,0,0,0,电费\n");
    double[] likelihoods = model.likelihoods(List.of("停电", "unknown"));
    double said = Math.exp(3 / Math.sqrt(2 + 10));
    assertEquals(said / (said + 7), likelihoods[0], 1e-6, "of two parts");
    assertEquals(1, Arrays.stream(likelihoods).sum(), 1e-9);
    assertEquals(RequestKind.FAULT_REPAIR, model.take(likelihoods));
    assertEquals(RequestKind.ENQUIRY, model.take(model.likelihoods(List.of("电费"))));
  }

  @Test
  void aKindThatIsLikelyEnoughGoesBeforeALikelierOne() {
    KindModel model = model("6000,0,0,0,0,0,5000,0,x\n");
    double[] likelihoods = model.likelihoods(List.of("x"));
    assertTrue(likelihoods[0] > likelihoods[6]);
    assertEquals(RequestKind.EMERGENCY, model.take(likelihoods));
    assertFalse(model.isSure(RequestKind.EMERGENCY, likelihoods[6]));
  }

  @Test
  void theReasonsAreThePartsThatWeighMost() {
    KindModel model =
        model(
            "9900,0,0,0,0,0,0,0,302\n9000,0,0,0,0,0,0,0,停电\n8000,0,0,0,0,0,0,0,停\n1000,0,0,0,0,0,0,0,黑了\n0,5000,0,0,0,0,0,0,投诉\n");
    assertEquals(
        List.of("停电", "黑了"),
        model.reasons(Set.of("停", "黑了", "停电", "投诉", "302", "x"), RequestKind.FAULT_REPAIR),
        "a number is somebody's");
  }

  @Test
  void aMistakeIsNamedWithItsLine() {
    assertTrue(
        mistake("1,2,3,4,5,6,x,0,停电\n").startsWith("kinds.model line 5: 'x' is not a number"));
    assertTrue(mistake("0,0,0,0,0,0,0,0,a\n0,0,0,0,0,0,0,0,a\n").endsWith("'a' stands here twice"));
    DataFile.Written bare = new DataFile.Written("m", KindModel.COLUMNS + "\n0,0,0,0,0,0,0,0,a");
    assertEquals(
        "m has no line =prior",
        assertThrows(IllegalArgumentException.class, () -> new KindModel(bare)).getMessage());
  }

  private static String mistake(String lines) {
    return String.valueOf(assertThrows(DataFile.Mistake.class, () -> model(lines)).getMessage());
  }

  @Test
  void partsAreCharactersAndWordsOnce() {
    assertEquals(Set.of("停", "停电", "电", "^停", "^停电", "电$", "停电$"), Parts.of("停电"));
    assertTrue(Parts.of("困在𨋢里").containsAll(Set.of("𨋢", "在𨋢", "𨋢里", "𨋢里$")));
    assertEquals(Parts.of("停电,停电"), Parts.of("停电"));
    Set<String> english = Parts.of("no power?");
    assertTrue(
        english.containsAll(Set.of("no", "power", "no power", "~_pow", "?", "^no", "power$")));
    assertTrue(Parts.of("卡号13900001234").contains("0"));
    assertFalse(Parts.of("卡号 13900001234 打给我").stream().anyMatch(part -> part.contains("1390")));
  }
}
