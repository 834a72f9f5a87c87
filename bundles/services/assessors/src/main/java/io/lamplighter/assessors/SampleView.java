package io.lamplighter.assessors;

import io.lamplighter.api.assessors.Sample;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sample as it is shown. */
record SampleView(
    String no,
    String of,
    String region,
    LocalDate from,
    LocalDate to,
    int size,
    String commitment,
    String committedBy,
    Instant committedAt,
    Sample.@Nullable Drawn drawn,
    List<FindingView> findings,
    @Nullable List<String> wrong,
    long version) {
  record FindingView(
      String caseNo, String verdict, String words, String by, Instant at, String digest) {}

  static SampleView of(Sample sample) {
    return new SampleView(
        sample.no(),
        sample.of().wire(),
        sample.region(),
        sample.from(),
        sample.to(),
        sample.size(),
        sample.commitment(),
        sample.committedBy(),
        sample.committedAt(),
        sample.drawn(),
        sample.findings().stream()
            .map(
                one ->
                    new FindingView(
                        one.caseNo(),
                        one.verdict().wire(),
                        one.words(),
                        one.by(),
                        one.at(),
                        one.digest()))
            .toList(),
        sample.wrong(),
        sample.version());
  }
}
