package io.lamplighter.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.store.Commands;
import io.lamplighter.api.store.StoreException;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a command does is committed with its answer or not at all. */
class LocalCommandsTest {
  private final UnitOfWork notes = TestDatabase.unit("notes", NoteEntity.class);
  private final Commands commands = TestDatabase.commands();
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void empty() {
    TestDatabase.reset("notes");
  }

  private String write(Transaction transaction, String text) {
    transaction.entities().persist(new NoteEntity(text, null));
    transaction.afterCommit(() -> told.add(text));
    return text;
  }

  private String writeWrongly(Transaction transaction) {
    transaction.entities().persist(new NoteEntity("wrong", "no JSON"));
    return "wrong";
  }

  @Test
  void nobodySeesItBeforeItsAnswerIsCommittedToo() {
    try (Commands.Command command = commands.begin()) {
      assertEquals("done", notes.command(t -> write(t, "done")));
      assertEquals(List.of(), seen());
      assertEquals(List.of(), told);
      assertTrue(command.commit(t -> insert(t, "answer")));
      assertEquals(List.of("answer", "done"), seen());
      assertEquals(List.of("done"), told);
      assertFalse(command.commit(t -> insert(t, "again")));
    }
    assertEquals(List.of("answer", "done"), seen());
  }

  @Test
  void withoutAnAnswerNothingIsDone() {
    try (Commands.Command command = commands.begin()) {
      notes.command(t -> write(t, "done"));
    }
    try (Commands.Command command = commands.begin()) {
      notes.command(t -> write(t, "done"));
      assertThrows(StoreException.class, () -> command.commit(t -> insert(t, null)));
    }
    assertEquals(List.of(), seen());
    assertEquals(List.of(), told);
  }

  @Test
  void whatFailsIsUndoneAtOnceAndTheCommandGoesOn() {
    try (Commands.Command command = commands.begin()) {
      assertThrows(
          StoreException.class,
          () ->
              notes.command(
                  t -> {
                    write(t, "half");
                    throw new IllegalStateException("fails");
                  }));
      // What is wrong with an entity shows when it is written.
      assertThrows(StoreException.class, () -> notes.command(this::writeWrongly));
      assertFalse(command.commit(t -> insert(t, "answer")));
    }
    assertEquals(List.of(), seen());
  }

  @Test
  void onlyTheLastWaitsAndOrdinaryWorkNever() {
    try (Commands.Command command = commands.begin()) {
      notes.command(t -> write(t, "first"));
      notes.command(t -> write(t, "second"));
      notes.run(t -> write(t, "beside"));
      assertEquals(List.of("beside", "first"), seen());
    }
    assertEquals(List.of("beside", "first"), seen());
  }

  @Test
  void outsideOfOneItIsACall() {
    notes.command(t -> write(t, "alone"));
    assertEquals(List.of("alone"), seen());
    try (Commands.Command command = commands.begin()) {
      assertThrows(IllegalStateException.class, commands::begin);
    }
    commands.begin().close();
  }

  /** A pool of a few connections would be empty after a few. */
  @Test
  void everyConnectionComesBack() {
    for (int i = 0; i < 40; i++) {
      int round = i;
      try (Commands.Command command = commands.begin()) {
        notes.command(t -> write(t, "r" + round));
        if (round % 3 == 0) {
          command.commit(t -> {});
        } else if (round % 3 == 1) {
          assertThrows(StoreException.class, () -> command.commit(t -> insert(t, null)));
        }
      }
    }
    assertEquals(14, seen().size());
  }

  private static void insert(Transaction transaction, @Nullable String text) throws SQLException {
    try (PreparedStatement insert =
        transaction.connection().prepareStatement("insert into notes.note (body) values (?)")) {
      insert.setString(1, text);
      insert.executeUpdate();
    }
  }

  private List<String> seen() {
    return notes.call(
        t -> {
          List<String> all = new ArrayList<>();
          try (PreparedStatement select =
                  t.connection().prepareStatement("select body from notes.note order by body");
              ResultSet row = select.executeQuery()) {
            while (row.next()) {
              all.add(row.getString(1));
            }
          }
          return all;
        });
  }
}
