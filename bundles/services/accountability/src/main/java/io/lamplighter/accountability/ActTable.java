package io.lamplighter.accountability;

import static io.lamplighter.accountability.ActField.optional;
import static io.lamplighter.accountability.ActField.required;
import static io.lamplighter.api.accountability.FileState.APPEALED;
import static io.lamplighter.api.accountability.FileState.APPROVED;
import static io.lamplighter.api.accountability.FileState.FINAL;
import static io.lamplighter.api.accountability.FileState.JUDGED;
import static io.lamplighter.api.accountability.FileState.MEASURED;
import static io.lamplighter.api.accountability.FileState.NOTIFIED;
import static io.lamplighter.api.accountability.FileState.OPENED;
import static io.lamplighter.api.accountability.FileState.STATED;
import static io.lamplighter.api.accountability.FileState.TOLD;

import io.lamplighter.accountability.ActField.Form;
import io.lamplighter.api.accountability.AccountabilityFile;
import io.lamplighter.api.accountability.FileAct;
import io.lamplighter.api.accountability.FileState;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The life of a file as one table: which act is for whom, in which states, and what it needs. */
final class ActTable {
  /** For whom an act is. */
  enum Who {
    /** Who is held responsible. */
    ACCUSED,
    /** A supervisor who is not barred from the file. */
    JUDGE,
    /** Such a one who has never judged or measured it. */
    ANOTHER,
    /** Such a one who has never named, judged, measured, returned or approved. */
    THIRD,
    /** Such a one who has not proposed to take it back. */
    SECOND
  }

  /**
   * One line of the table.
   *
   * @param from the states in which it may be done
   */
  record Row(FileAct act, Set<FileState> from, Who who, List<ActField> fields) {
    /** Whether the file, as it stands, is one to do this with, whoever does it. */
    boolean fits(AccountabilityFile file) {
      return from.contains(file.state())
          && switch (act) {
            // Without a statement only when its time has passed.
            case JUDGE -> file.state() == STATED || file.late();
            case CONFIRM -> file.annulProposedBy() != null;
            case ANNUL -> file.annulProposedBy() == null;
            case GRADE -> file.byRule();
            case PUBLISH -> file.level() != null && file.level() > 0 && file.published() == null;
            default -> true;
          };
    }
  }

  private static final Set<FileState> ALL = EnumSet.allOf(FileState.class);
  private static final Set<FileState> NOT_ANNULLED =
      EnumSet.complementOf(EnumSet.of(FileState.ANNULLED));

  private static final ActField REASON = required("reason", Form.WORDS);
  private static final ActField NOTE = optional("note", Form.WORDS);
  private static final ActField TEXT = required("text", Form.WORDS);
  private static final ActField LEVEL = optional("level", Form.LEVEL);
  private static final ActField MEASURE = optional("measure", Form.MEASURE);

  private static final Map<FileAct, Row> ROWS =
      rows(
          row(
              FileAct.NAME,
              in(OPENED, NOTIFIED, STATED),
              Who.JUDGE,
              required("person", Form.PERSON),
              REASON),
          row(FileAct.STATE, in(NOTIFIED), Who.ACCUSED, TEXT),
          row(
              FileAct.JUDGE,
              in(NOTIFIED, STATED),
              Who.JUDGE,
              required("finding", Form.FINDING),
              optional("fault", Form.FAULT),
              optional("consequence", Form.CONSEQUENCE),
              optional("mitigations", Form.MITIGATIONS),
              REASON),
          row(
              FileAct.MEASURE,
              in(JUDGED),
              Who.JUDGE,
              LEVEL,
              MEASURE,
              optional("reason", Form.WORDS)),
          row(FileAct.APPROVE, in(MEASURED), Who.ANOTHER, NOTE),
          row(FileAct.RETURN, in(MEASURED), Who.ANOTHER, REASON),
          row(FileAct.TELL, in(APPROVED), Who.JUDGE, NOTE),
          row(FileAct.ACCEPT, in(TOLD), Who.ACCUSED),
          row(FileAct.APPEAL, in(TOLD), Who.ACCUSED, TEXT),
          row(
              FileAct.DECIDE,
              in(APPEALED),
              Who.THIRD,
              required("outcome", Form.OUTCOME),
              LEVEL,
              MEASURE,
              REASON),
          row(FileAct.ANNUL, NOT_ANNULLED, Who.JUDGE, REASON),
          row(FileAct.CONFIRM, NOT_ANNULLED, Who.SECOND, NOTE),
          row(FileAct.GRADE, ALL, Who.JUDGE, required("right", Form.YES_OR_NO)),
          row(FileAct.PUBLISH, in(FINAL), Who.JUDGE));

  private ActTable() {}

  private static Row row(FileAct act, Set<FileState> from, Who who, ActField... fields) {
    return new Row(act, from, who, List.of(fields));
  }

  private static Map<FileAct, Row> rows(Row... rows) {
    return Arrays.stream(rows).collect(Collectors.toMap(Row::act, Function.identity()));
  }

  private static Set<FileState> in(FileState... states) {
    return Set.of(states);
  }

  static Row of(FileAct act) {
    return Objects.requireNonNull(ROWS.get(act));
  }
}
