package io.lamplighter.triage.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.kit.data.DataFile;
import io.lamplighter.kit.text.Utf8;
import io.lamplighter.kit.triage.Danger;
import io.lamplighter.kit.triage.KindModel;
import io.lamplighter.kit.triage.NormalForm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The texts that ship, and what is learned from them. */
class TrainingTest {
  private static final Path TEXTS = Path.of("src/main/texts");
  private static final int MOST_BYTES = 5_000_000;

  private static String shipped() throws IOException {
    try (InputStream in = TrainingTest.class.getResourceAsStream("/triage/kinds.model")) {
      return Utf8.text(in);
    }
  }

  @Test
  void theSameTextsGiveTheSameBytes() throws IOException {
    assertEquals(shipped(), Training.model(TEXTS));
  }

  @Test
  void theModelIsSmallAndCanBeRead() throws IOException {
    String model = shipped();
    assertTrue(model.getBytes(StandardCharsets.UTF_8).length < MOST_BYTES);
    new KindModel(DataFile.parse("kinds.model", model, KindModel.COLUMNS));
  }

  /** A text that stands there twice is learned twice, and judged by itself in cross-validation. */
  @Test
  void thereAreEnoughTextsOfEachKindAndNoneTwice() throws IOException {
    NormalForm form = NormalForm.load();
    List<Sample> samples = Sample.all(TEXTS, form, Danger.load(null, form));
    assertTrue(samples.size() >= 4000, "texts: " + samples.size());
    Map<String, RequestKind> seen = new HashMap<>();
    for (Sample sample : samples) {
      RequestKind before = seen.put(form.of(sample.text()), sample.kind());
      assertTrue(before == null || before == sample.kind(), sample.text() + " is of two kinds");
    }
    assertTrue(seen.size() > samples.size() * 99 / 100, "different: " + seen.size());
    for (RequestKind kind : RequestKind.values()) {
      long of = samples.stream().filter(sample -> sample.kind() == kind).count();
      assertTrue(of >= 300, kind + ": " + of);
    }
  }
}
