package io.lamplighter.learning;

import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.kit.data.DataFile;
import io.lamplighter.kit.triage.Danger;
import io.lamplighter.kit.triage.KindModel;
import io.lamplighter.kit.triage.NormalForm;
import io.lamplighter.kit.triage.Triage;
import io.lamplighter.triage.model.Samples;
import io.lamplighter.triage.model.Texts;
import io.lamplighter.triage.model.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A language of its own: each kind has six words that no other has, and all share some that say
 * nothing. So little is enough to learn it, and no rule of danger knows any of it.
 */
final class Words {
  private static final String[] FIRST = {"ba", "du", "fi", "go", "ke", "lu", "mo"};
  private static final String[] LAST = {"rand", "sil", "tork", "vemp", "wunt", "zalk"};
  private static final String[] FILLING = {"ehm", "well", "so", "then", "there", "please"};
  private static final int OF_A_KIND = 25;
  private static final int CONTROLS_OF_A_KIND = 8;

  private Words() {}

  /** A text of a kind. */
  static String text(RequestKind kind, Random random) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      words.add(FIRST[kind.ordinal()] + LAST[random.nextInt(LAST.length)]);
      words.add(FILLING[random.nextInt(FILLING.length)]);
    }
    return String.join(" ", words);
  }

  private static List<Texts.Said> said(int of, long seed) {
    Random random = new Random(seed);
    List<Texts.Said> said = new ArrayList<>();
    for (int i = 0; i < of; i++) {
      for (RequestKind kind : RequestKind.values()) {
        said.add(new Texts.Said(kind, text(kind, random)));
      }
    }
    return said;
  }

  /** With the model that ships, learned from the texts that ship. */
  static Classroom room() {
    NormalForm form = NormalForm.load();
    Danger rules = Danger.load(null, form);
    Texts texts = new Texts(said(OF_A_KIND, 1), List.of("ehm", "please", "您好"));
    String table =
        Training.learn(Samples.of(texts, form, rules), 1, part -> true, Runnable::run).model();
    Triage shipped =
        new Triage(form, rules, new KindModel(new DataFile.Written("kinds.model", table)));
    return new Classroom(form, rules, texts, shipped, control(), 1);
  }

  private static Control control() {
    StringBuilder lines = new StringBuilder("kind,text\n");
    said(CONTROLS_OF_A_KIND, 2)
        .forEach(
            one -> lines.append(one.kind().wire()).append(',').append(one.text()).append('\n'));
    return Control.of(List.of(DataFile.parse("control.csv", lines.toString(), "kind,text")));
  }
}
