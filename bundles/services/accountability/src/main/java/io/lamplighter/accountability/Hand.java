package io.lamplighter.accountability;

import io.lamplighter.api.accountability.ClosingFact;
import io.lamplighter.api.accountability.FileFact;
import io.lamplighter.api.accountability.FileState;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.store.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import javax.persistence.LockModeType;
import org.jspecify.annotations.Nullable;

/** Writes in one transaction what is done with files: a step and an entry of each. */
final class Hand {
  private static final int PROVINCE = 2;
  private static final Set<String> HIS = Set.of("stated", "accepted", "appealed", "final");

  private final Tools tools;
  private final Transaction transaction;
  private final FileTables tables;
  private final String actor;
  private final Instant now;
  private final LocalDate month;

  /**
   * @param actor who does it
   */
  Hand(Tools tools, Transaction transaction, String actor) throws SQLException {
    this.tools = tools;
    this.transaction = transaction;
    this.tables = new FileTables(transaction.connection());
    this.actor = actor;
    Months months = new Months(transaction.connection());
    months.share();
    this.now = tools.now();
    this.month = months.of(tools.day(now));
  }

  FileTables tables() {
    return tables;
  }

  Instant now() {
    return now;
  }

  String actor() {
    return actor;
  }

  @Nullable FileEntity locked(String no) {
    return transaction.entities().find(FileEntity.class, no, LockModeType.PESSIMISTIC_WRITE);
  }

  /**
   * A step is its row, with the file as it stands after it, and its entry, which has the digest.
   */
  void step(FileRow file, FileEntity entity, String act, @Nullable String text)
      throws SQLException {
    step(file, entity, act, null, text);
  }

  private void step(
      FileRow file, FileEntity entity, String act, @Nullable Integer level, @Nullable String text)
      throws SQLException {
    String digest = note(file, act, level, text);
    FileFact.Stepped fact = new FileFact.Stepped(file.about(entity), digest);
    String participle =
        switch (act) {
          case "final" -> "closed";
          case "confirmed", "changed" -> "decided";
          default -> act;
        };
    String type = "accountability-file." + participle;
    tools
        .journal()
        .append(
            transaction,
            Tools.SOURCE,
            Fact.of(type, fact, file.all().no(), file.all().region(), told(act)));
  }

  /** Who is heard is who is held responsible: that is in the row, and proved by its digest. */
  private String told(String act) {
    return HIS.contains(act) ? Tools.SELF.actor() : actor;
  }

  private String note(FileRow file, String act, @Nullable Integer level, @Nullable String text)
      throws SQLException {
    transaction.entities().flush();
    return tables.step(file.all().no(), act, now, month, actor, level, text);
  }

  /** This transaction has opened it. */
  void opened(Cause cause, String no, String event) throws SQLException {
    String digest = tables.step(no, FileState.OPENED.wire(), now, month, actor, null, null);
    FileFact.About about =
        new FileFact.About(
            no, cause.on(), cause.code(), event, cause.cell(), null, FileState.OPENED.wire(), 1);
    tools.tell(
        transaction,
        new FileFact.Opened(about, cause.at(), cause.entry().toString(), digest),
        no,
        cause.region(),
        actor);
  }

  void graded(FileRow file, FileEntity entity, boolean right) throws SQLException {
    String digest = note(file, "graded", null, null);
    tools.tell(
        transaction,
        new FileFact.Graded(file.about(entity), right, digest),
        file.all().no(),
        file.all().region(),
        actor);
  }

  /** Its entry is the case's, and of the whole province: nothing of it leads to the file. */
  void published(FileRow file, long caseNo) throws SQLException {
    String digest = note(file, "published", null, null);
    String region = file.all().region();
    tools.tell(
        transaction,
        new ClosingFact.Published(digest),
        Long.toString(caseNo),
        region.substring(0, Math.min(PROVINCE, region.length())),
        actor);
  }

  /** It is final: nothing more is to be done with it. */
  void close(FileRow file, FileEntity entity, int level) throws SQLException {
    entity.close(now);
    step(file, entity, "final", level, null);
  }
}
