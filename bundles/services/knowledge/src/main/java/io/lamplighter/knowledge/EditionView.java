package io.lamplighter.knowledge;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An edition as it is written outside. */
record EditionView(
    String no,
    int edition,
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
    Instant writtenAt,
    @Nullable String submittedBy,
    @Nullable Instant submittedAt,
    @Nullable String judgedBy,
    @Nullable Instant judgedAt,
    @Nullable String reason,
    String digest) {

  static EditionView of(Edition edition) {
    Content says = edition.says();
    return new EditionView(
        edition.no(),
        edition.edition(),
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
        edition.writtenAt(),
        edition.submittedBy(),
        edition.submittedAt(),
        edition.judgedBy(),
        edition.judgedAt(),
        edition.reason(),
        says.digest());
  }
}
