package io.lamplighter.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.RequestKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of kinds of work, the one that ships and a company's own. */
@NullUnmarked
class WorkKindsTest {
  private static final String HEAD =
      "code,name,nameZh,requestKinds,skills,minutes,people,tools,together\n";

  @TempDir Path own;

  @Test
  void whatShipsIsWhole() {
    WorkKinds kinds = WorkKinds.load(null);

    assertEquals(List.of("repair"), codes(kinds, RequestKind.FAULT_REPAIR));
    assertEquals(List.of("emergency-repair"), codes(kinds, RequestKind.EMERGENCY));
    assertEquals(List.of("one-post"), codes(kinds, RequestKind.SERVICE), "survey and meter in one");
    assertEquals(List.of(), codes(kinds, RequestKind.ENQUIRY));
    WorkKind joint = kinds.of("joint-survey", "");
    assertTrue(joint.isFor(2, Set.of("survey", "high-voltage", "repair")));
    assertFalse(joint.isFor(1, Set.of("survey", "high-voltage")), "two-person rule");
    assertFalse(joint.isFor(3, Set.of("survey")));
    assertTrue(kinds.skills().needsCertificate("high-voltage"));
    assertThrows(Refusal.Invalid.class, () -> kinds.of("magic", "/kind"));
  }

  private static List<String> codes(WorkKinds kinds, RequestKind request) {
    return kinds.of(request).stream().map(WorkKind::code).toList();
  }

  @Test
  void aCompanysOwnTakesItsPlaceAndMistakesAreNamed() throws IOException {
    write("hang,Hang,挂表,service,meter,15,1,-,-\n");
    assertEquals(List.of("hang"), codes(WorkKinds.load(own), RequestKind.SERVICE));

    wrong("hang,Hang,挂表,service,magic,15,1,-,-\n", "line 2: there is no skill 'magic'");
    wrong("hang,Hang,挂表,magic,meter,15,1,-,-\n", "line 2: there is no kind of request 'magic'");
    wrong("hang,Hang,挂表,-,meter,0,1,-,-\n", "line 2: '0' is not a number from 1 to 1440");
    wrong("hang,Hang,挂表,-,meter,15,0,-,-\n", "line 2: '0' is not a number from 1 to 20");
    wrong("hang,Hang,挂表,-,meter,15,1,-,cut\n", "line 2: together has 'cut'");
    wrong("hang up,Hang,挂表,-,meter,15,1,-,-\n", "line 2: 'hang up' is no word");
    wrong(
        "hang,Hang,挂表,-,meter,15,1,-,-\nhang,Hang,挂表,-,meter,15,1,-,-\n",
        "line 3: 'hang' stands here twice");
  }

  private void write(String lines) throws IOException {
    Files.writeString(own.resolve("work-kinds.csv"), HEAD + lines);
  }

  private void wrong(String lines, String why) throws IOException {
    write(lines);
    String said =
        assertThrows(IllegalArgumentException.class, () -> WorkKinds.load(own)).getMessage();
    assertTrue(said.contains(why), said);
  }
}
