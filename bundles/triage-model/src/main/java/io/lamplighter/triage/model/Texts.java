package io.lamplighter.triage.model;

import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.kit.data.DataFile;
import io.lamplighter.kit.text.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What kinds are learned from.
 *
 * @param said what people write, and what it is
 * @param nothing what says nothing: vague words, and what people say before a wish
 */
public record Texts(List<Said> said, List<String> nothing) {
  private static final String FOLDER = "/triage/";
  private static final String SAID = "texts.csv";
  private static final String NOTHING = "nothing.csv";
  private static final String WITH_KIND = "kind,text";
  private static final String ALONE = "text";

  public Texts {
    said = List.copyOf(said);
    nothing = List.copyOf(nothing);
  }

  /** A text, and what it is. */
  public record Said(RequestKind kind, String text) {}

  /**
   * Those that ship, as the build has laid them beside the model.
   *
   * @param home a class of whoever carries them
   */
  public static Texts load(Class<?> home) {
    return new Texts(
        DataFile.load(null, home, FOLDER + SAID, WITH_KIND).lines().stream()
            .map(Texts::said)
            .toList(),
        texts(DataFile.load(null, home, FOLDER + NOTHING, ALONE).lines()));
  }

  /**
   * Those of every table of a folder, in the order of their names, and of the folder {@code
   * nothing} beside it.
   *
   * @throws IllegalArgumentException naming file and line of the first mistake
   */
  static Texts in(Path folder) throws IOException {
    return new Texts(
        lines(folder, WITH_KIND).stream().map(Texts::said).toList(),
        texts(lines(folder.resolveSibling("nothing"), ALONE)));
  }

  /** Lays them where {@link #load} finds them. */
  void writeTo(Path folder) throws IOException {
    Stream<String> all = said.stream().map(one -> one.kind().wire() + "," + one.text());
    write(folder.resolve(SAID), WITH_KIND, all);
    write(folder.resolve(NOTHING), ALONE, nothing.stream());
  }

  private static void write(Path file, String columns, Stream<String> lines) throws IOException {
    Files.writeString(
        file, Stream.concat(Stream.of(columns), lines).collect(Collectors.joining("\n", "", "\n")));
  }

  /** With others after them. */
  public Texts and(List<Said> more) {
    List<Said> all = new ArrayList<>(said);
    all.addAll(more);
    return new Texts(all, nothing);
  }

  private static List<DataFile.Line> lines(Path folder, String columns) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
    }
    List<DataFile.Line> lines = new ArrayList<>();
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        String name = file.getFileName().toString();
        lines.addAll(DataFile.parse(name, Utf8.text(in), columns).lines());
      }
    }
    return lines;
  }

  private static List<String> texts(List<DataFile.Line> lines) {
    return lines.stream().map(line -> line.field(0)).toList();
  }

  private static Said said(DataFile.Line line) {
    for (RequestKind kind : RequestKind.values()) {
      if (kind.wire().equals(line.field(0))) {
        return new Said(kind, line.field(1));
      }
    }
    throw line.wrong("there is no kind '" + line.field(0) + "'");
  }
}
