package io.lamplighter.clocks;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.kit.agenda.Agenda;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The subjects and clocks that some entries are about, in memory until all are taken. */
final class Batch implements Families.Kin {
  private final ClockTables clocks;
  private final SubjectTables subjects;
  private final Map<String, Subject> known = new HashMap<>();
  private final List<SubjectTables.Told> news = new ArrayList<>();

  private Batch(Connection connection) {
    this.clocks = new ClockTables(connection);
    this.subjects = new SubjectTables(connection);
  }

  static Batch of(Connection connection, Collection<Entry> entries) throws SQLException {
    Batch batch = new Batch(connection);
    Set<String> concerned = new TreeSet<>();
    entries.forEach(entry -> concerned.addAll(Families.concerned(entry)));
    batch.load(concerned);
    return batch;
  }

  private void load(Collection<String> nos) throws SQLException {
    for (Subject subject : subjects.some(nos)) {
      known.put(subject.no, subject);
    }
    if (known.isEmpty()) {
      return;
    }
    for (RunningClock clock : clocks.of(known.keySet())) {
      Subject subject = known.get(clock.subject);
      if (subject != null) {
        subject.clocks.add(clock);
      }
    }
    for (SubjectTables.Told told : subjects.happened(known.keySet())) {
      Subject subject = known.get(told.subject());
      if (subject != null) {
        subject.happened.add(told.happened());
      }
    }
  }

  /** Has the course take them, in order. */
  void take(List<Entry> entries, Course course) throws SQLException {
    for (Entry entry : entries) {
      Subject subject = known.computeIfAbsent(entry.subject(), no -> Subject.unknown(entry));
      Happened one = Happened.of(entry);
      course.take(entry, one, subject);
      if (course.isWorthKeeping(one)) {
        news.add(new SubjectTables.Told(subject.no, one));
      }
    }
  }

  @Override
  public @Nullable Subject subject(String no) {
    return known.get(no);
  }

  @Override
  public void move(String from, String root) throws SQLException {
    subjects.move(from, root);
    clocks.move(from, root);
    for (Subject one : known.values()) {
      if (one.root.equals(from) && !one.no.equals(from)) {
        Families.goUnder(one, from, root);
      }
    }
  }

  @Override
  public @Nullable RunningClock earliest(String root, String rule, boolean mean)
      throws SQLException {
    List<RunningClock> here =
        known.values().stream().flatMap(subject -> subject.clocks.stream()).toList();
    RunningClock kept =
        clocks.earliest(root, rule, mean, here.stream().map(clock -> clock.id).toList());
    List<RunningClock> all = new ArrayList<>(here);
    if (kept != null) {
      all.add(kept);
    }
    return all.stream()
        .filter(one -> one.isMergedUnder(root) && one.rule.equals(rule) && one.mean == mean)
        .filter(one -> one.breachedAt == null && one.dueAt != null)
        .min(Comparator.comparing((RunningClock one) -> dueOf(one)).thenComparing(one -> one.id))
        .orElse(null);
  }

  private static Instant dueOf(RunningClock clock) {
    Instant due = clock.dueAt;
    return due == null ? Instant.MAX : due;
  }

  /** Writes what has changed, and tells of it. */
  void save(Transaction transaction, Agenda agenda, Journal journal, Telling telling)
      throws SQLException {
    subjects.save(known.values().stream().filter(subject -> subject.changed).toList());
    subjects.note(news);
    List<RunningClock> changed =
        known.values().stream()
            .flatMap(subject -> subject.clocks.stream())
            .filter(clock -> clock.changed)
            .sorted(Comparator.comparing((RunningClock clock) -> clock.id))
            .toList();
    new Changes(changed).save(transaction, agenda, journal, telling);
  }

  /** Where it is read up to. */
  void read(List<Entry> entries) throws SQLException {
    subjects.read(entries.get(entries.size() - 1).cursor());
  }
}
