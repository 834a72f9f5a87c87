package io.lamplighter.accountability;

import io.lamplighter.api.accountability.AccountabilityFile;
import io.lamplighter.api.accountability.FileAct;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file as it is shown. */
record FileView(
    String no,
    String state,
    String on,
    String region,
    @Nullable String cell,
    String cause,
    boolean byRule,
    String event,
    Instant at,
    Instant openedAt,
    @Nullable String unit,
    @Nullable String person,
    @Nullable String why,
    boolean late,
    AccountabilityFile.@Nullable Judgement judgement,
    AccountabilityFile.@Nullable Proposal proposal,
    @Nullable Integer level,
    @Nullable String measure,
    @Nullable String annulProposedBy,
    @Nullable Boolean right,
    @Nullable Instant publishedAt,
    @Nullable Boolean intact,
    List<AccountabilityFile.Evidence> evidence,
    List<AccountabilityFile.Step> steps,
    List<String> allowedActs,
    long version) {
  static FileView of(AccountabilityFile file) {
    return new FileView(
        file.no(),
        file.state().wire(),
        file.on(),
        file.region(),
        file.cell(),
        file.cause(),
        file.byRule(),
        file.event(),
        file.at(),
        file.openedAt(),
        file.unit(),
        file.person(),
        file.why(),
        file.late(),
        file.finding(),
        file.proposal(),
        file.level(),
        file.measure(),
        file.annulProposedBy(),
        file.right(),
        file.published(),
        file.intact(),
        file.evidence(),
        file.steps(),
        file.allowedActs().stream().sorted().map(FileAct::wire).toList(),
        file.version());
  }
}
