package ${package};

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Keeps notes; each is there for those whose region it belongs to. */
final class Notes {
  private static final int LONGEST_THING = 100;
  private static final int LONGEST_TEXT = 4_000;

  private final UnitOfWork work;
  private final Journal journal;
  private final InstantSource clock;

  Notes(UnitOfWork work, Journal journal, InstantSource clock) {
    this.work = work;
    this.journal = journal;
    this.clock = clock;
  }

  /** One of them. */
  record Note(long id, String about, String text, String actor, Instant at) {}

  /**
   * Keeps one and tells the journal, both or neither.
   *
   * @throws Refusal.Invalid naming every field that is wrong
   */
  void note(Caller caller, String about, String text) {
    List<FieldError> errors = new ArrayList<>();
    check(errors, "/about", about, LONGEST_THING);
    check(errors, "/text", text, LONGEST_TEXT);
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
    work.command(
        transaction -> {
          long id =
              new Sql(
                      transaction.connection(),
                      "insert into ${schema}.note (about, text, region, actor, at)"
                          + " values (?, ?, ?, ?, ?) returning id")
                  .with(about, text, caller.region(), caller.actor(), clock.instant())
                  .only(Row::number);
          journal.append(
              transaction,
              "${name}",
              Fact.of(new NotedFact(id), about, caller.region(), caller.actor()));
          return id;
        });
  }

  private static void check(List<FieldError> errors, String field, String text, int longest) {
    if (text.isBlank()) {
      errors.add(FieldError.of(field, "is missing", "缺失"));
    } else if (text.length() > longest) {
      errors.add(FieldError.of(field, "is too long", "过长"));
    }
  }

  /** Those about a thing, the newest first. */
  List<Note> about(Caller caller, String about, int limit) {
    return work.read(
        transaction ->
            new Sql(
                    transaction.connection(),
                    "select id, about, text, actor, at from ${schema}.note"
                        + " where about = ? and starts_with(region, ?) order by id desc limit ?")
                .with(about, caller.region(), limit)
                .list(
                    row -> new Note(row.number(), row.text(), row.text(), row.text(), row.time())));
  }
}
