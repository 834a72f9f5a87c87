package io.lamplighter.shell;

import io.lamplighter.api.Page;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.routes.Letter;
import io.lamplighter.api.routes.Letters;
import io.lamplighter.api.security.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Letters in memory, and what was asked to be done with them. */
final class FakeLetters implements Letters {
  final List<String> done = new ArrayList<>();
  private final List<Letter> letters = new ArrayList<>();

  void add(String id, String reader, String cause) {
    Entry entry =
        new Entry(
            new Cursor(1, Long.parseLong(id)),
            "request.closed",
            "S" + id,
            "33",
            "anna",
            "/lamplighter/desk",
            Instant.EPOCH,
            Map.of("material", "M1"));
    letters.add(new Letter(id, 1, reader, entry, Instant.EPOCH, 8, cause, 3, null));
  }

  @Override
  public Page<Letter> find(
      Caller caller, @Nullable String reader, @Nullable String after, int limit) {
    return new Page<>(
        letters.stream().filter(one -> reader == null || one.reader().equals(reader)).toList(),
        null);
  }

  @Override
  public Letter get(Caller caller, String id) {
    return letters.stream().filter(one -> one.id().equals(id)).findAny().orElseThrow();
  }

  @Override
  public Letter correct(
      Caller caller, String id, @Nullable Long seenVersion, Map<String, Object> data) {
    done.add("correct " + id + " " + data);
    return get(caller, id);
  }

  @Override
  public int replay(Caller caller, List<String> ids) {
    done.add("replay " + ids);
    return ids.size();
  }

  @Override
  public int replayAll(Caller caller, @Nullable String reader) {
    done.add("replay all of " + reader);
    return letters.size();
  }

  @Override
  public void discard(Caller caller, String id, String why) {
    done.add("discard " + id + " " + why);
  }
}
