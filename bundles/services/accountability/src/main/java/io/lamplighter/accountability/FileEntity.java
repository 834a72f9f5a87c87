package io.lamplighter.accountability;

import io.lamplighter.api.accountability.FileState;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that acts change. OpenJPA sees changes only when they are made by this class.
 */
@Entity
@Table(name = "file")
class FileEntity {
  @Id
  @Column(name = "no")
  private String no = "";

  @Version
  @Column(name = "version")
  private long version;

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  private FileState state = FileState.OPENED;

  @Column(name = "proposed")
  private boolean proposed;

  @Column(name = "unit")
  private @Nullable String unit;

  @Column(name = "person")
  private @Nullable String person;

  @Column(name = "why")
  private @Nullable String why;

  @Column(name = "late")
  private boolean late;

  @Column(name = "finding")
  private @Nullable String finding;

  @Column(name = "fault")
  private @Nullable String fault;

  @Column(name = "consequence")
  private @Nullable String consequence;

  @Column(name = "mitigations")
  private String mitigations = "";

  @Column(name = "line")
  private @Nullable String line;

  @Column(name = "edition")
  private @Nullable String edition;

  @Column(name = "base")
  private @Nullable Integer base;

  @Column(name = "repeats")
  private @Nullable String repeats;

  @Column(name = "proposed_level")
  private @Nullable Integer proposedLevel;

  @Column(name = "proposed_measure")
  private @Nullable String proposedMeasure;

  @Column(name = "article")
  private @Nullable String article;

  @Column(name = "level")
  private @Nullable Integer level;

  @Column(name = "measure")
  private @Nullable String measure;

  @Column(name = "annul_by")
  private @Nullable String annulBy;

  @Column(name = "right_found")
  private @Nullable Boolean rightFound;

  @Column(name = "published_at")
  private @Nullable OffsetDateTime publishedAt;

  @Column(name = "case_no")
  private @Nullable Long caseNo;

  @Column(name = "ended_at")
  private @Nullable OffsetDateTime endedAt;

  long version() {
    return version;
  }

  FileState state() {
    return state;
  }

  boolean isProposed() {
    return proposed;
  }

  @Nullable String unit() {
    return unit;
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  /** It goes on to another state; a proposal to take it back was about the one before. */
  void step(FileState to) {
    state = to;
    annulBy = null;
  }

  /** Its evidence is gathered, and who is barred is known: people may act on it. */
  void propose(@Nullable String code) {
    unit = code;
    proposed = true;
  }

  /** He is held responsible, and is told so; all that was said of another one does not count. */
  void name(String login, String because) {
    person = login;
    why = because;
    late = false;
    finding = null;
    fault = null;
    consequence = null;
    mitigations = "";
    line = null;
    edition = null;
    base = null;
    repeats = null;
    proposedLevel = null;
    proposedMeasure = null;
    article = null;
    level = null;
    measure = null;
    step(FileState.NOTIFIED);
  }

  /** The statement did not come in time. */
  void lapse() {
    late = true;
  }

  void judge(Judged judged) {
    finding = judged.finding();
    fault = judged.fault();
    consequence = judged.consequence();
    mitigations = String.join(",", judged.mitigations());
    line = judged.line();
    edition = judged.edition();
    base = judged.base();
    repeats = judged.repeats();
    proposedLevel = judged.level();
    proposedMeasure = judged.measure();
    article = judged.article();
    step(FileState.JUDGED);
  }

  void measure(int what, String how) {
    level = what;
    measure = how;
    step(FileState.MEASURED);
  }

  /** It is to be judged anew; what was said stays in the steps. */
  void giveBack() {
    level = null;
    measure = null;
    step(FileState.STATED);
  }

  void decide(int what, String how) {
    level = what;
    measure = how;
  }

  void close(Instant at) {
    endedAt = utc(at);
    step(FileState.FINAL);
  }

  void proposeAnnulment(String by) {
    annulBy = by;
  }

  /** What was final ended then: that a day was closed with. */
  void annul(Instant at) {
    step(FileState.ANNULLED);
    if (endedAt == null) {
      endedAt = utc(at);
    }
  }

  void grade(boolean right) {
    rightFound = right;
  }

  void publish(long number, Instant at) {
    caseNo = number;
    publishedAt = utc(at);
  }
}
