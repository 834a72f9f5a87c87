package io.lamplighter.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.data.DataFile;
import io.lamplighter.kit.triage.Judgement;
import io.lamplighter.kit.triage.KindModel;
import io.lamplighter.kit.triage.Triage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which model tells kinds, and what becomes of judgements while it changes. */
@NullUnmarked
class KindsTest {
  private static final int JUDGES = 6;
  private static final int SWAPS = 400;
  private static final String SAID = "家里停电了，电表也不走";
  private static final String SETTINGS =
      KindModel.COLUMNS
          + "\n1000,1000,1000,1000,1000,1000,1000,1000,=from\n0,0,0,0,0,0,0,0,=sure\n0,0,0,0,0,0,0,0,=prior\n";

  private final Kinds kinds = Kinds.load(null);

  /** A model by which the text is of one kind. */
  private static String table(RequestKind kind) {
    StringBuilder row = new StringBuilder();
    for (RequestKind each : RequestKind.values()) {
      row.append(each == kind ? "9000," : "0,");
    }
    return SETTINGS + row + "0,停电\n";
  }

  private Judgement now() {
    return kinds.triage().judge(SAID);
  }

  @Test
  void theModelThatCameLastTellsUntilAnotherComes() {
    Judgement first = now();
    assertEquals(TestDesk.TRIAGE.model().name(), first.model());
    kinds.take(() -> table(RequestKind.OPINION));
    assertEquals(RequestKind.OPINION, now().kind());
    assertEquals(KindModel.name(table(RequestKind.OPINION)), now().model());
    kinds.take(() -> "this is no model");
    assertEquals(RequestKind.OPINION, now().kind(), "what cannot be read changes nothing");
    kinds.take(() -> null);
    assertEquals(first, now(), "back to the one that ships");
  }

  @Test
  void aCompanysOwnFileGoesBeforeWhatWasLearned(@TempDir Path own) throws IOException {
    Files.writeString(own.resolve("kinds.model"), table(RequestKind.REPORT));
    Kinds owned = Kinds.load(own);
    owned.take(() -> table(RequestKind.OPINION));
    assertEquals(RequestKind.REPORT, owned.triage().judge(SAID).kind());
  }

  /** Judges never see half of one model and half of another. */
  @Test
  void eachJudgementIsThatOfOneModel() throws Exception {
    Map<String, Judgement> expected = new HashMap<>();
    List<String> tables = new ArrayList<>();
    tables.add(null);
    expected.put(TestDesk.TRIAGE.model().name(), TestDesk.TRIAGE.judge(SAID));
    for (RequestKind kind : List.of(RequestKind.OPINION, RequestKind.REPORT, RequestKind.SERVICE)) {
      Triage own = TestDesk.TRIAGE.with(new KindModel(new DataFile.Written("m", table(kind))));
      expected.put(own.model().name(), own.judge(SAID));
      tables.add(table(kind));
    }
    SubmissionCheck check =
        new SubmissionCheck(kinds::triage, TestDesk.names(), () -> Instant.EPOCH);
    Submission said = TestDesk.submission("web", null, null, SAID, null, "x", null);
    Map<String, Integer> seen = new ConcurrentHashMap<>();
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService judges = Executors.newFixedThreadPool(JUDGES);
    try {
      List<Future<Void>> all = new ArrayList<>();
      for (int i = 0; i < JUDGES; i++) {
        Callable<Void> judge =
            () -> {
              do {
                Judgement judgement = check.check(Caller.PUBLIC, said).judgement();
                assertEquals(expected.get(judgement.model()), judgement);
                seen.merge(judgement.model(), 1, Integer::sum);
              } while (!over.get());
              return null;
            };
        all.add(judges.submit(judge));
      }
      for (int swap = 0; swap < SWAPS || seen.size() < tables.size(); swap++) {
        String table = tables.get(swap % tables.size());
        kinds.take(() -> table);
        Thread.onSpinWait();
      }
      over.set(true);
      for (Future<Void> one : all) {
        one.get();
      }
    } finally {
      over.set(true);
      judges.shutdownNow();
    }
    assertEquals(expected.keySet(), seen.keySet());
  }

  @Test
  void theJournalNamesTheModelThatJudged() {
    TestDesk test = new TestDesk();
    List<Map<String, ?>> told = new ArrayList<>();
    for (String kind : new String[] {null, "complaint"}) {
      Submission said = TestDesk.submission("web", "k-" + kind, kind, SAID, null, "x", null);
      String no = test.desk.submit(Caller.PUBLIC, said).requestNo();
      told.add(test.journal.about(no).get(0).data());
    }
    assertEquals(TestDesk.TRIAGE.model().name(), told.get(0).get("model"));
    assertNull(told.get(1).get("model"), "nobody asked the words");
    assertTrue(kinds.triage().model().name().matches("[0-9a-f]{12}"));
  }
}
