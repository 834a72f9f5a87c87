package io.lamplighter.knowledge;

import io.lamplighter.knowledge.ArticleTables.Whole;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An article as it is written outside, with its newest edition.
 *
 * @param told the edition that is told today; null when none is
 */
record ArticleView(
    String no,
    int edition,
    @Nullable Integer told,
    String state,
    String topic,
    String region,
    String owner,
    String titleZh,
    String titleEn,
    String textZh,
    String textEn,
    List<String> asked,
    String sourceZh,
    String sourceEn,
    LocalDate validFrom,
    @Nullable LocalDate validTo,
    List<String> writers,
    @Nullable String judgedBy,
    @Nullable Instant judgedAt,
    @Nullable String reason,
    String changedBy,
    Instant changedAt,
    long version) {

  static ArticleView of(Whole found, @Nullable Edition told) {
    Head head = found.head();
    Edition edition = found.newest();
    Content says = edition.says();
    return new ArticleView(
        head.no(),
        edition.edition(),
        told == null ? null : told.edition(),
        edition.state().wire(),
        says.topic().wire(),
        says.region(),
        says.owner(),
        says.title().zh(),
        says.title().en(),
        says.text().zh(),
        says.text().en(),
        says.asked(),
        says.source().zh(),
        says.source().en(),
        says.validFrom(),
        says.validTo(),
        edition.writers(),
        edition.judgedBy(),
        edition.judgedAt(),
        edition.reason(),
        head.changedBy(),
        head.changedAt(),
        head.version());
  }
}
