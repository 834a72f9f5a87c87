package io.lamplighter.learning;

import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.kit.data.DataFile;
import io.lamplighter.kit.triage.Judgement;
import io.lamplighter.kit.triage.Triage;
import io.lamplighter.triage.model.Figures;
import io.lamplighter.triage.model.Figures.Told;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Texts that no model was learned from, written by other hands: what comes in force is tried on
 * them, as the desk would judge them.
 */
final class Control {
  private static final String COLUMNS = "kind,text";
  private static final List<String> SHIPPED =
      List.of("/learning/control-a.csv", "/learning/control-b.csv");

  private final List<Text> texts;

  private record Text(RequestKind kind, String text) {}

  /**
   * How a model does.
   *
   * @param danger which texts of danger it finds, by their place
   */
  record Marks(double macroF1, Set<Integer> danger) {}

  private Control(List<Text> texts) {
    this.texts = texts;
  }

  static Control load() {
    return of(
        SHIPPED.stream().map(name -> DataFile.load(null, Control.class, name, COLUMNS)).toList());
  }

  static Control of(List<DataFile> files) {
    return new Control(
        files.stream()
            .flatMap(file -> file.lines().stream())
            .map(line -> new Text(RequestKind.ofWire(line.field(0), "/kind"), line.field(1)))
            .toList());
  }

  /** How many of the texts speak of danger. */
  int dangers() {
    return (int) texts.stream().filter(one -> one.kind() == RequestKind.EMERGENCY).count();
  }

  Marks marks(Triage triage) {
    List<Told> all = new ArrayList<>();
    Set<Integer> danger = new HashSet<>();
    for (int i = 0; i < texts.size(); i++) {
      RequestKind is = texts.get(i).kind();
      Judgement judgement = triage.judge(texts.get(i).text());
      if (is == RequestKind.EMERGENCY && judgement.kind() == is) {
        danger.add(i);
      }
      double confidence = Objects.requireNonNullElse(judgement.confidence(), 0.0);
      all.add(new Told(judgement.kind(), confidence, is));
    }
    return new Marks(new Figures(all).macroF1(), danger);
  }
}
