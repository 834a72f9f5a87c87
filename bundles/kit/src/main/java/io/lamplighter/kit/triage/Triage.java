package io.lamplighter.kit.triage;

import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.kit.data.DataFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges a text, the same for every channel: words of danger make an emergency; all else is of the
 * kind that was learned for its parts. It knows of nothing but the text, keeps nothing, and takes
 * time that grows with the text's length alone.
 */
public final class Triage {
  /** The part that a text has when words of danger stand in it. */
  private static final String DANGER = "=danger";

  /** The part that a text has when it says that there is none. */
  private static final String NO_DANGER = "=no-danger";

  /** From this likelihood a kind is not ruled out. */
  private static final double POSSIBLE = 0.05;

  /** A likelihood is told to a thousandth. */
  private static final double DIGITS = 1000;

  private final NormalForm form;
  private final Danger danger;
  private final KindModel model;

  /**
   * @param own where a company's own {@code danger.csv} and model may lie; null for nowhere
   * @param home a class of the bundle that ships the model
   * @param model where it ships it, {@code /triage/kinds.model}
   * @throws IllegalArgumentException naming file and line of the first mistake
   */
  public static Triage load(@Nullable Path own, Class<?> home, String model) {
    NormalForm form = NormalForm.load();
    return new Triage(
        form, Danger.load(own, form), new KindModel(DataFile.written(own, home, model)));
  }

  public Triage(NormalForm form, Danger danger, KindModel model) {
    this.form = form;
    this.danger = danger;
    this.model = model;
  }

  /** The same rules of danger, with another model. */
  public Triage with(KindModel other) {
    return new Triage(form, danger, other);
  }

  /** By which model kinds are told. */
  public KindModel model() {
    return model;
  }

  /** What a text is about. */
  public Judgement judge(String text) {
    String plain = form.of(text);
    return judge(plain, danger.in(plain));
  }

  private Judgement judge(String plain, Danger.Found found) {
    String said = found.words();
    Collection<String> parts = parts(Gist.of(plain, model::nothing), found);
    if (said == null && !model.knowsAny(parts)) {
      return undecided();
    }
    double[] likelihoods = model.likelihoods(parts);
    // What hardly says anything may be anything: danger is not ruled out by that.
    double[] kinds = KindModel.ofKinds(likelihoods);
    RequestKind kind = said == null ? model.take(kinds) : RequestKind.EMERGENCY;
    double confidence = likelihoods[kind.ordinal()];
    boolean sure = model.isSure(kind, confidence);
    String reason = said == null ? String.join(" · ", model.reasons(parts, kind)) : said;
    return new Judgement(
        kind,
        reason,
        sure,
        Math.round(confidence * DIGITS) / DIGITS,
        possible(kinds, kind),
        said == null && sure && kind == RequestKind.EMERGENCY ? reason : said,
        model.name());
  }

  /** Who says what nobody understands most likely has no power, and somebody must look anyhow. */
  private Judgement undecided() {
    RequestKind kind = RequestKind.FAULT_REPAIR;
    return new Judgement(kind, "no-phrase", false, null, Set.of(kind), null, model.name());
  }

  /**
   * What a text is told by.
   *
   * @param plain its normal form, or what of it says something
   * @param found what the whole of it says of danger
   */
  public static Collection<String> parts(String plain, Danger.Found found) {
    List<String> parts = new ArrayList<>(Parts.of(plain));
    if (found.words() != null) {
      parts.add(DANGER);
    }
    if (found.disarmed()) {
      parts.add(NO_DANGER);
    }
    return parts;
  }

  private static Set<RequestKind> possible(double[] likelihoods, RequestKind taken) {
    Set<RequestKind> possible = EnumSet.of(taken);
    for (RequestKind kind : RequestKind.values()) {
      if (likelihoods[kind.ordinal()] >= POSSIBLE) {
        possible.add(kind);
      }
    }
    return possible;
  }
}
