package io.lamplighter.kit.agenda;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.NullUnmarked;

/** What an agenda is to do, said with a list in memory. */
@NullUnmarked
final class PlainAgenda {
  private static final long NOT_LINED_UP = -1;

  private final Duration lease;
  private final List<Row> rows = new ArrayList<>();
  private int put;

  PlainAgenda(Duration lease) {
    this.lease = lease;
  }

  private static final class Row {
    final String key;
    final int place;
    String subject;
    Instant due;
    long round;
    Instant takenUntil;
    Ticket ticket;
    int attempts;

    Row(String key, int place) {
      this.key = key;
      this.place = place;
    }

    boolean isOut(Instant now) {
      return takenUntil != null && takenUntil.isAfter(now);
    }

    void isDueAt(Instant at) {
      due = at;
      round = NOT_LINED_UP;
      takenUntil = null;
      ticket = null;
    }
  }

  /** What a taker holds. */
  record Ticket(String key, int attempts, int taking) {}

  void put(String key, String subject, Instant due) {
    Row row = rows.stream().filter(one -> one.key.equals(key)).findAny().orElse(null);
    if (row == null) {
      row = new Row(key, put++);
      rows.add(row);
    }
    row.subject = subject;
    row.isDueAt(due);
    row.attempts = 0;
  }

  int cancel(String key) {
    return rows.removeIf(row -> row.key.equals(key)) ? 1 : 0;
  }

  void rest(String subject, Instant until, Instant now) {
    for (Row row : rows) {
      if (row.subject.equals(subject) && row.due.isBefore(until) && !row.isOut(now)) {
        row.isDueAt(until);
      }
    }
  }

  List<Ticket> take(int most, Instant now) {
    lineUp(now);
    List<Row> line =
        rows.stream()
            .filter(row -> row.round != NOT_LINED_UP)
            .sorted(
                Comparator.<Row>comparingLong(row -> row.round)
                    .thenComparing(row -> row.due)
                    .thenComparing(row -> row.place))
            .toList();
    List<String> blocked = new ArrayList<>();
    List<Ticket> taken = new ArrayList<>();
    for (Row row : line) {
      if (row.isOut(now)) {
        blocked.add(row.subject);
      } else if (!blocked.contains(row.subject) && taken.size() < most) {
        row.takenUntil = now.plus(lease);
        row.attempts++;
        row.ticket = new Ticket(row.key, row.attempts, put++);
        taken.add(row.ticket);
      }
    }
    return taken;
  }

  /** Each in the first round that has nothing of its subject, from the one being taken on. */
  private void lineUp(Instant now) {
    long taking =
        rows.stream()
            .filter(row -> row.round != NOT_LINED_UP && row.takenUntil == null)
            .mapToLong(row -> row.round)
            .min()
            .orElse(now.getEpochSecond() * 1_000_000);
    rows.stream()
        .filter(row -> row.round == NOT_LINED_UP && !row.due.isAfter(now))
        .sorted(Comparator.<Row, Instant>comparing(row -> row.due).thenComparing(row -> row.place))
        .toList()
        .forEach(
            row -> {
              long round = taking;
              for (Row other : rows) {
                if (other.round != NOT_LINED_UP && other.subject.equals(row.subject)) {
                  round = Math.max(round, other.round + 1);
                }
              }
              row.round = round;
            });
  }

  boolean done(Ticket ticket) {
    return rows.removeIf(row -> Objects.equals(row.ticket, ticket));
  }

  void later(Ticket ticket, Instant at, boolean counts) {
    for (Row row : rows) {
      if (Objects.equals(row.ticket, ticket)) {
        row.isDueAt(at);
        row.attempts -= counts ? 0 : 1;
      }
    }
  }

  /** The keys of all that are there. */
  List<String> keys() {
    return rows.stream().map(row -> row.key).sorted().toList();
  }
}
