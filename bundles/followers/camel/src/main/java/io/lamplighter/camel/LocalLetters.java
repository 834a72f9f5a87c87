package io.lamplighter.camel;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.routes.Letter;
import io.lamplighter.api.routes.Letters;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The letters in the one database; whichever node follows sees within a second what changed. */
@Component
public final class LocalLetters implements Letters {
  private static final String SOURCE = "camel";
  private static final int MAX_DATA = 64 * 1024;

  private final UnitOfWork work;
  private final Journal journal;
  private final Couriers couriers;

  @Activate
  public LocalLetters(
      @Reference(target = "(schema=routes)") UnitOfWork work,
      @Reference Journal journal,
      @Reference Couriers couriers) {
    this.work = work;
    this.journal = journal;
    this.couriers = couriers;
  }

  @Override
  public Page<Letter> find(
      Caller caller, @Nullable String reader, @Nullable String after, int limit) {
    look(caller);
    Page.check(limit);
    long from = after == null ? 0 : number(after, "/after");
    List<Letter> letters =
        work.call(
            t ->
                LetterTable.page(t.connection(), caller.region(), reader, from, limit + 1).stream()
                    .map(LetterTable.Found::letter)
                    .toList());
    return Page.cut(letters, limit, Letter::id);
  }

  @Override
  public Letter get(Caller caller, String id) {
    look(caller);
    return work.call(t -> one(t, caller, id)).letter();
  }

  @Override
  public Letter correct(
      Caller caller, String id, @Nullable Long seenVersion, Map<String, Object> data) {
    change(caller);
    if (Json.write(data).length() > MAX_DATA) {
      throw new Refusal.Invalid(
          "/data", "is longer than " + MAX_DATA + " characters", "超过 " + MAX_DATA + " 个字符");
    }
    return work.command(
        t -> {
          LetterTable.Found found = one(t, caller, id);
          long version = found.letter().version();
          if (seenVersion != null && seenVersion != version) {
            throw new Refusal.Stale(seenVersion, version);
          }
          LetterTable.correct(t.connection(), found.message().number(), data, caller.actor());
          tell(t, "letter.corrected", caller, found, null);
          return one(t, caller, id).letter();
        });
  }

  @Override
  public int replay(Caller caller, List<String> ids) {
    change(caller);
    List<Long> numbers = ids.stream().map(id -> number(id, "/ids")).toList();
    return work.command(
        t -> {
          t.afterCommit(couriers::look);
          return release(t, caller, LetterTable.lock(t.connection(), caller.region(), numbers));
        });
  }

  @Override
  public int replayAll(Caller caller, @Nullable String reader) {
    int count = 0;
    String after = null;
    do {
      Page<Letter> page = find(caller, reader, after, Page.MAX);
      if (!page.items().isEmpty()) {
        count += replay(caller, page.items().stream().map(Letter::id).toList());
      }
      after = page.next();
    } while (after != null);
    return count;
  }

  @Override
  public void discard(Caller caller, String id, String why) {
    change(caller);
    if (why.isBlank() || why.length() > 500) {
      throw new Refusal.Invalid("/why", "must say why, in 500 characters", "须在 500 字内说明原因");
    }
    work.command(
        t -> {
          LetterTable.Found found = one(t, caller, id);
          t.afterCommit(couriers::look);
          LetterTable.delete(t.connection(), List.of(found.message().number()));
          tell(t, "letter.discarded", caller, found, why);
          return found;
        });
  }

  private int release(Transaction transaction, Caller caller, List<LetterTable.Found> letters)
      throws SQLException {
    List<Long> numbers = new ArrayList<>();
    for (LetterTable.Found letter : letters) {
      numbers.add(letter.message().number());
      tell(transaction, "letter.replayed", caller, letter, null);
    }
    LetterTable.release(transaction.connection(), numbers);
    return numbers.size();
  }

  private void tell(
      Transaction transaction,
      String type,
      Caller caller,
      LetterTable.Found found,
      @Nullable String why) {
    journal.append(
        transaction,
        SOURCE,
        LetterFacts.of(type, found.message(), found.letter().reader(), caller.actor(), null, why));
  }

  private static LetterTable.Found one(Transaction transaction, Caller caller, String id)
      throws SQLException {
    List<LetterTable.Found> found =
        LetterTable.lock(transaction.connection(), caller.region(), List.of(number(id, "/id")));
    if (found.isEmpty()) {
      throw new Refusal.NotFound("letter.unknown", new Text("There is no such letter", "没有此死信"));
    }
    return found.get(0);
  }

  private static long number(String id, String pointer) {
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException e) {
      throw new Refusal.Invalid(pointer, "must be the number of a letter", "须为死信编号");
    }
  }

  private static void look(Caller caller) {
    caller.require(Role.INTEGRATOR, Role.ADMINISTRATOR, Role.SUPERVISOR, Role.ASSESSOR);
  }

  private static void change(Caller caller) {
    caller.require(Role.INTEGRATOR, Role.ADMINISTRATOR);
  }
}
