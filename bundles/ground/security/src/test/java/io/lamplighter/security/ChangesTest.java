package io.lamplighter.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Access.Change;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangesTest {
  private final House house = new House();

  @Test
  void whatAnotherNodeHasEndedIsForgottenBeforeAnybodyIsTold() {
    Recent remembered = house.recent();
    Changes changes = new Changes(remembered);
    Logins here = house.logins(remembered, changes);
    Logins there = house.logins(house.recent());
    String password =
        house
            .staff(house.recent())
            .addUser(House.administrator(""), "anna", Set.of(Role.CREW), "33");
    String token = there.logIn("anna", password).token();
    here.look(token);
    there.logOut(token);
    here.look(token);
    List<Change> told = new ArrayList<>();
    here.watch(
        change -> {
          told.add(change);
          assertThrows(Refusal.Unauthenticated.class, () -> here.look(token));
        });

    Written journal = new Written();
    changes.follow(journal);
    journal.add("session.closed", "anna");
    journal.add("request.closed", "anna");
    journal.add("partner.changed", "c17");
    changes.follow(journal);
    changes.follow(journal);

    assertEquals(
        List.of(new Change(Caller.Kind.PERSON, "anna"), new Change(Caller.Kind.PARTNER, "c17")),
        told);
  }

  /** One entry a page, every page with a cursor to go on from. */
  private static final class Written implements Journal {
    private final List<Entry> entries = new ArrayList<>();

    void add(String type, String subject) {
      Cursor at = new Cursor(1, entries.size() + 1);
      entries.add(new Entry(at, type, subject, "33", "boss", "/security", Instant.EPOCH, Map.of()));
    }

    @Override
    public Page<Entry> read(Caller caller, Cursor after, Set<String> types, int limit) {
      for (Entry entry : entries) {
        if (entry.cursor().compareTo(after) > 0) {
          boolean wanted = types.contains(entry.type());
          return new Page<>(wanted ? List.of(entry) : List.of(), entry.cursor().toString());
        }
      }
      return new Page<>(List.of(), after.toString());
    }

    @Override
    public Cursor end() {
      return Cursor.START;
    }

    @Override
    public void append(Transaction transaction, String source, Collection<Fact> facts) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Entry> about(String subject) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Watch watch(Runnable signal) {
      throw new UnsupportedOperationException();
    }
  }
}
