package io.lamplighter.learning;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.kit.agenda.Due;
import io.lamplighter.kit.agenda.Due.Later;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import io.lamplighter.learning.ToldTable.Correction;
import io.lamplighter.learning.Version.Trial;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is due: a lesson each night and when somebody asks for one, and a version that has
 * waited long enough comes in force.
 */
final class Learner {
  /** Each night. */
  static final String NIGHT = "learn";

  /** Somebody wants it now: his name stands behind. */
  static final String NOW = "now:";

  /** A version comes in force: its number stands behind. */
  static final String FORCE = "force:";

  private static final Logger LOG = LoggerFactory.getLogger(Learner.class);
  private static final Duration LATER = Duration.ofMinutes(1);
  private static final int MOST_TIMES = 30;
  private static final Duration MONTH = Duration.ofDays(30);

  /** So many of last month's requests tell what a version would change. */
  private static final int LATELY = 2000;

  private final Tools tools;
  private final ModelBook versions;

  Learner(Tools tools, ModelBook versions) {
    this.tools = tools;
    this.versions = versions;
  }

  /** What a lesson begins with. */
  private record Ground(
      List<Correction> corrections,
      List<Told> lately,
      @Nullable String table,
      boolean worthwhile) {}

  /** Puts the next night on the agenda; one that is overdue stays. */
  void plan() {
    tools
        .work()
        .run(
            t -> {
              Instant due =
                  new Sql(t.connection(), "select due from learning.agenda where key = ?")
                      .with(NIGHT)
                      .first(Row::time);
              if (due == null || due.isAfter(tools.now())) {
                tools.agenda().put(t, tools.due(NIGHT, tools.nextNight()));
              }
            });
  }

  /**
   * @return how many things were due
   */
  int round() {
    List<Due> due = tools.agenda().take(1);
    due.forEach(this::take);
    return due.size();
  }

  private void take(Due due) {
    try {
      if (due.key().startsWith(FORCE)) {
        force(due, Long.parseLong(due.key().substring(FORCE.length())));
      } else if (due.key().startsWith(NOW)) {
        learn(due, due.key().substring(NOW.length()), true);
      } else {
        learn(due, LearningDesk.SELF.actor(), false);
      }
    } catch (RuntimeException e) {
      if (!(e instanceof Refusal.Unavailable)) {
        LOG.warn("{} waits: {}", due.key(), e.toString());
      }
      Duration rest = LATER.multipliedBy(Math.min(due.attempts(), MOST_TIMES));
      Later later = due.later(tools.now().plus(rest), e.getMessage());
      tools.work().run(t -> tools.agenda().later(t, List.of(later)));
    }
  }

  private void learn(Due due, String actor, boolean anyhow) {
    Ground ground = tools.work().call(this::ground);
    Lesson lesson =
        anyhow || ground.worthwhile()
            ? new Lessons(tools.desk(), tools.room().get())
                .learn(
                    ground.corrections(),
                    tools.bounds().leastTexts(),
                    ground.lately(),
                    ground.table())
            : null;
    tools
        .work()
        .run(
            t -> {
              // Who has lost it to another node has learned in vain.
              if (tools.agenda().done(t, due)) {
                if (lesson != null) {
                  keep(t, lesson, actor);
                }
                if (due.key().equals(NIGHT)) {
                  tools.agenda().put(t, tools.due(NIGHT, tools.nextNight()));
                }
              }
            });
  }

  private Ground ground(Transaction transaction) throws SQLException {
    ToldTable told = new ToldTable(transaction.connection());
    VersionTable table = new VersionTable(transaction.connection());
    Instant now = tools.now();
    Version current = table.inForce();
    return new Ground(
        told.corrections(now.minus(tools.bounds().days()), tools.bounds().mostTexts()),
        told.received(now.minus(MONTH), LATELY),
        current == null ? null : table.table(current.no()),
        isWorthwhile(table, told));
  }

  /** Somebody has judged since, or the texts that ship are others; and nothing waits. */
  private boolean isWorthwhile(VersionTable table, ToldTable told) throws SQLException {
    Version last = table.last();
    Instant corrected = told.lastCorrection();
    boolean news =
        corrected != null
            && (last == null
                || corrected.isAfter(last.trainedAt())
                || !last.origin().base().equals(versions.shipped()));
    return news && table.in(VersionState.READY) == null;
  }

  private void keep(Transaction transaction, Lesson lesson, String actor) throws SQLException {
    VersionTable table = new VersionTable(transaction.connection());
    table.lock();
    if (table.hasModel(lesson.model()) || lesson.model().equals(versions.shipped())) {
      LOG.info("Nothing else was learned than before");
      return;
    }
    Version waiting = table.in(VersionState.READY);
    if (waiting != null) {
      versions.withdraw(transaction, waiting, actor);
    }
    Instant now = tools.now();
    VersionState state = lesson.why() == null ? VersionState.READY : VersionState.REFUSED;
    long no = table.add(lesson, state, actor, now);
    Trial trial = lesson.trial();
    tools.tell(
        transaction,
        new KindModelFact.Trained(
            no,
            state.wire(),
            lesson.why(),
            trial.against(),
            lesson.origin().corrected(),
            lesson.seen(),
            trial.macroF1(),
            trial.againstF1(),
            trial.missed()),
        lesson.model(),
        actor);
    if (state == VersionState.READY) {
      tools.agenda().put(transaction, tools.due(FORCE + no, now.plus(tools.bounds().patience())));
    }
    table.keep(tools.bounds().versions());
  }

  /** It has waited; when another one is in force than it was compared with, it is tried again. */
  private void force(Due due, long no) {
    Version current = versions.inForce();
    Version next = tools.work().find(t -> new VersionTable(t.connection()).get(no));
    Trial trial =
        next == null || next.state() != VersionState.READY ? null : secondTrial(next, current);
    String why = trial == null ? null : Lessons.why(trial);
    tools
        .work()
        .run(
            t -> {
              VersionTable table = new VersionTable(t.connection());
              table.lock();
              if (!versions.name(table.inForce()).equals(versions.name(current))) {
                throw new IllegalStateException("Another model came in force meanwhile");
              }
              Version still = table.get(no);
              if (!tools.agenda().done(t, due)
                  || still == null
                  || still.state() != VersionState.READY) {
                return;
              }
              String actor = LearningDesk.SELF.actor();
              if (trial == null || why == null) {
                versions.enforce(t, still, actor);
              } else {
                table.refuse(still, trial, why, actor, tools.now());
                tools.tell(
                    t, new KindModelFact.Refused(no, why, trial.against()), still.model(), actor);
              }
            });
  }

  /**
   * @return null when it was compared with the one in force
   */
  private @Nullable Trial secondTrial(Version next, @Nullable Version current) {
    if (next.trial().against().equals(versions.name(current))) {
      return null;
    }
    Lessons lessons = new Lessons(tools.desk(), tools.room().get());
    return lessons.trial(
        lessons.triage(table(next)),
        current == null ? lessons.shipped() : lessons.triage(table(current)));
  }

  private String table(Version version) {
    return tools.work().call(t -> new VersionTable(t.connection()).table(version.no()));
  }
}
