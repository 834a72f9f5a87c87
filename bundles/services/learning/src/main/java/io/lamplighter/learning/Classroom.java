package io.lamplighter.learning;

import io.lamplighter.kit.data.DataFile;
import io.lamplighter.kit.triage.Danger;
import io.lamplighter.kit.triage.KindModel;
import io.lamplighter.kit.triage.NormalForm;
import io.lamplighter.kit.triage.Triage;
import io.lamplighter.triage.model.Texts;

/**
 * What a lesson stands on besides the corrections: all of it ships.
 *
 * @param texts what the model that ships was learned from
 * @param shipped how the desk judges by that
 * @param control on what every model is tried
 * @param folds by how many fifths of the texts a model is calibrated
 */
record Classroom(
    NormalForm form, Danger rules, Texts texts, Triage shipped, Control control, int folds) {
  /** As the build does it: with fewer, where danger begins rests on fewer texts. */
  private static final int ALL_FIFTHS = 5;

  private static final String MODEL = "/triage/kinds.model";

  /** Name of the model that ships. */
  static String shippedName() {
    return KindModel.name(DataFile.written(null, Classroom.class, MODEL).text());
  }

  /** Some ten megabytes, for as long as a lesson takes. */
  static Classroom load() {
    NormalForm form = NormalForm.load();
    return new Classroom(
        form,
        Danger.load(null, form),
        Texts.load(Classroom.class),
        Triage.load(null, Classroom.class, MODEL),
        Control.load(),
        ALL_FIFTHS);
  }
}
