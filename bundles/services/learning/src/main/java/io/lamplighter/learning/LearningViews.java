package io.lamplighter.learning;

import io.lamplighter.kit.shares.Wilson;
import io.lamplighter.learning.ToldTable.Figure;
import io.lamplighter.learning.Version.Count;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How learning is written outside. */
final class LearningViews {
  private LearningViews() {}

  /**
   * How it stands.
   *
   * @param model name of the model in force
   * @param version its number; null of the one that ships
   * @param learnsAt when is learned next by itself
   * @param corrections requests that people have judged, of those that are learned from
   * @param least with fewer nothing is learned
   * @param ready the version that waits
   * @param readyAt when it comes in force by itself
   */
  record Standing(
      String model,
      @Nullable Long version,
      String shipped,
      Instant learnsAt,
      long corrections,
      int least,
      @Nullable Long ready,
      @Nullable Instant readyAt) {}

  /** That a lesson begins. */
  record LessonBegins(Instant from) {}

  /**
   * How often people corrected the desk; the interval is Wilson's at 95 %.
   *
   * @param of a kind, or the Monday of a week
   * @param share of those that people have judged; null where they have judged none
   */
  record FigureView(
      String of,
      long told,
      long seen,
      long corrected,
      @Nullable Double share,
      @Nullable Double low,
      @Nullable Double high,
      boolean few) {
    static FigureView of(Figure figure) {
      boolean none = figure.seen() == 0;
      Wilson within = none ? null : Wilson.of(figure.corrected(), figure.seen());
      return new FigureView(
          figure.of(),
          figure.told(),
          figure.seen(),
          figure.corrected(),
          none ? null : (double) figure.corrected() / figure.seen(),
          within == null ? null : within.low(),
          within == null ? null : within.high(),
          figure.seen() < Wilson.FEW);
    }
  }

  /** A version. */
  record VersionView(
      long no,
      String model,
      String state,
      @Nullable String why,
      Instant since,
      String by,
      Instant trainedAt,
      String trainedBy,
      Version.Origin origin,
      Version.Trial trial,
      int judged,
      List<Count> changes,
      boolean mayReturn) {
    static VersionView of(Version version) {
      return new VersionView(
          version.no(),
          version.model(),
          version.state().wire(),
          version.why(),
          version.since(),
          version.by(),
          version.trainedAt(),
          version.trainedBy(),
          version.origin(),
          version.trial(),
          version.preview().judged(),
          version.preview().changes(),
          version.state().mayReturn());
    }
  }
}
