package io.lamplighter.triage.model;

import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.kit.data.DataFile;
import io.lamplighter.kit.text.Utf8;
import io.lamplighter.kit.triage.Danger;
import io.lamplighter.kit.triage.NormalForm;
import io.lamplighter.kit.triage.Triage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A text whose kind is known.
 *
 * @param parts what it is told by, the same as when it comes in
 * @param danger whether words of danger stand in it
 * @param weight for how much of a text it counts
 */
record Sample(
    RequestKind kind, String text, Collection<String> parts, boolean danger, float weight) {
  private static final long SEED = 11;

  /** So many polite sentences stand before a text. */
  private static final int LEAST = 1;

  private static final int MOST = 5;

  /** Enough for politeness to weigh nothing; with more, what is said weighs less too. */
  private static final float POLITE = 0.1f;

  private static Sample of(
      RequestKind kind, String text, NormalForm form, Danger rules, float weight) {
    String plain = form.of(text);
    Danger.Found found = rules.in(plain);
    return new Sample(kind, text, Triage.parts(plain, found), found.words() != null, weight);
  }

  /**
   * Every text of a folder's tables, in the order of their names.
   *
   * @throws IllegalArgumentException naming file and line of the first mistake
   */
  static List<Sample> all(Path folder, NormalForm form, Danger rules) throws IOException {
    List<Sample> all = new ArrayList<>();
    for (DataFile.Line line : lines(folder, "kind,text")) {
      all.add(of(kind(line), line.field(1), form, rules, 1));
    }
    return all;
  }

  /** Texts that say nothing: each as of every kind. */
  static List<Sample> nothing(Path folder, NormalForm form, Danger rules) throws IOException {
    List<Sample> all = new ArrayList<>();
    for (DataFile.Line line : lines(folder, "text")) {
      for (RequestKind kind : RequestKind.values()) {
        all.add(of(kind, line.field(0), form, rules, 1f / RequestKind.values().length));
      }
    }
    return all;
  }

  /** The same texts with some polite sentences before them; the same ones each time. */
  static List<Sample> polite(List<Sample> samples, Path folder, NormalForm form, Danger rules)
      throws IOException {
    List<String> sentences = lines(folder, "text").stream().map(line -> line.field(0)).toList();
    Random random = new Random(SEED);
    List<Sample> polite = new ArrayList<>();
    for (Sample sample : samples) {
      List<String> fitting =
          sentences.stream().filter(one -> isLatin(one) == isLatin(sample.text())).toList();
      StringBuilder text = new StringBuilder();
      for (int i = LEAST + random.nextInt(MOST - LEAST + 1); i > 0; i--) {
        text.append(fitting.get(random.nextInt(fitting.size()))).append(". ");
      }
      polite.add(of(sample.kind(), text + sample.text(), form, rules, POLITE));
    }
    return polite;
  }

  private static boolean isLatin(String text) {
    return text.codePoints().noneMatch(Character::isIdeographic);
  }

  private static List<DataFile.Line> lines(Path folder, String columns) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
    }
    List<DataFile.Line> lines = new ArrayList<>();
    for (Path file : files) {
      String name = file.getFileName().toString();
      String text = Utf8.text(Files.newInputStream(file));
      lines.addAll(DataFile.parse(name, text, columns).lines());
    }
    return lines;
  }

  private static RequestKind kind(DataFile.Line line) {
    for (RequestKind kind : RequestKind.values()) {
      if (kind.wire().equals(line.field(0))) {
        return kind;
      }
    }
    throw line.wrong("there is no kind '" + line.field(0) + "'");
  }
}
