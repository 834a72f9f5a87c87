package io.lamplighter.triage.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.kit.data.DataFile;
import io.lamplighter.kit.text.Utf8;
import io.lamplighter.kit.triage.Danger;
import io.lamplighter.kit.triage.KindModel;
import io.lamplighter.kit.triage.NormalForm;
import io.lamplighter.triage.model.Texts.Said;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The texts that ship, and what is learned from them. */
class TrainingTest {
  private static final Path TEXTS = Path.of("src/main/texts");
  private static final int MOST_BYTES = 5_000_000;

  /** Of so many texts one is learned here: all of them take a minute. */
  private static final int OF = 4;

  /** Each is learned by the same code as the next: two of the fifths say what five would. */
  private static final int FOLDS = 2;

  private final NormalForm form = NormalForm.load();

  private static String shipped() throws IOException {
    try (InputStream in = TrainingTest.class.getResourceAsStream("/triage/kinds.model")) {
      return Utf8.text(in);
    }
  }

  private Samples quarter() throws IOException {
    Texts all = Texts.in(TEXTS);
    List<Said> said =
        IntStream.range(0, all.said().size())
            .filter(i -> i % OF == 0)
            .mapToObj(all.said()::get)
            .toList();
    return Samples.of(new Texts(said, all.nothing()), form, Danger.load(null, form));
  }

  /** Twice at the same time, from texts read twice, by one thread and by several. */
  @Test
  void theSameTextsGiveTheSameBytes() throws IOException {
    Samples first = quarter();
    Samples again = quarter();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      CompletableFuture<String> several =
          CompletableFuture.supplyAsync(
              () -> Training.learn(first, FOLDS, part -> true, threads).model());
      String one = Training.learn(again, FOLDS, part -> true, Runnable::run).model();
      assertEquals(one, several.join());
    } finally {
      threads.shutdownNow();
    }
  }

  /** What may not be known stands nowhere in the model. */
  @Test
  void aPartThatMayNotBeKnownIsNotLearned() {
    List<Said> said = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      for (RequestKind kind : RequestKind.values()) {
        said.add(new Said(kind, "停电 zhangsan " + kind.wire()));
      }
    }
    Samples samples =
        Samples.of(
            new Texts(said, List.of("嗯", "您好", "hello", "谢谢", "多谢", "thanks")),
            form,
            Danger.load(null, form));
    Predicate<String> noName = part -> !part.contains("zhang") && !part.contains("san");
    String all = Training.learn(samples, 1, part -> true, Runnable::run).model();
    String some = Training.learn(samples, 1, noName, Runnable::run).model();
    assertTrue(all.contains("zhangsan"));
    assertFalse(some.contains("zhang"));
    assertTrue(some.contains("停电"));
  }

  @Test
  void theModelIsSmallAndCanBeRead() throws IOException {
    String model = shipped();
    assertTrue(model.getBytes(StandardCharsets.UTF_8).length < MOST_BYTES);
    new KindModel(new DataFile.Written("kinds.model", model));
  }

  /** Whoever learns more begins with the same texts. */
  @Test
  void theTextsLieBesideTheModel() throws IOException {
    assertEquals(Texts.in(TEXTS), Texts.load(TrainingTest.class));
  }

  /** A text that stands there twice is learned twice, and judged by itself in cross-validation. */
  @Test
  void thereAreEnoughTextsOfEachKindAndNoneTwice() throws IOException {
    List<Said> texts = Texts.in(TEXTS).said();
    assertTrue(texts.size() >= 4000, "texts: " + texts.size());
    Map<String, RequestKind> seen = new HashMap<>();
    for (Said one : texts) {
      RequestKind before = seen.put(form.of(one.text()), one.kind());
      assertTrue(before == null || before == one.kind(), one.text() + " is of two kinds");
    }
    assertTrue(seen.size() > texts.size() * 99 / 100, "different: " + seen.size());
    for (RequestKind kind : RequestKind.values()) {
      long of = texts.stream().filter(one -> one.kind() == kind).count();
      assertTrue(of >= 300, kind + ": " + of);
    }
  }
}
