package io.lamplighter.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.store.StoreException;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import javax.persistence.OptimisticLockException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocalTransactionsTest {
  private final UnitOfWork notes = TestDatabase.unit("notes", NoteEntity.class);

  @BeforeEach
  void empty() {
    TestDatabase.reset("notes");
  }

  @Test
  void entitiesAndJdbcSeeEachOtherAndCommitTogether() {
    notes.run(
        tx -> {
          tx.entities().persist(new NoteEntity("by entity", "{\"a\": 1}"));
          tx.entities().flush();
          assertEquals(1, count(tx));
          insert(tx, "by jdbc");
          assertEquals(
              2,
              tx.entities()
                  .createQuery("SELECT n FROM NoteEntity n", NoteEntity.class)
                  .getResultList()
                  .size());
          tx.entities().persist(new NoteEntity("not flushed by hand", null));
        });
    assertEquals(3, count());
  }

  @Test
  void whatIsOnlyReadNeedsNoTransaction() {
    notes.run(tx -> insert(tx, "by jdbc"));
    assertEquals(
        "1 true",
        notes.read(
            tx -> {
              int found = count(tx);
              return found + " " + tx.connection().getAutoCommit();
            }));
    Refusal refusal = new Refusal.Conflict("test", new Text("no", "否"));
    assertSame(
        refusal,
        assertThrows(
            Refusal.class,
            () ->
                notes.read(
                    tx -> {
                      throw refusal;
                    })));
    assertEquals(Boolean.FALSE, notes.call(tx -> tx.connection().getAutoCommit()), "as before");
  }

  @Test
  void entitiesAndJdbcRollBackTogether() {
    Refusal refusal = new Refusal.Conflict("test", new Text("no", "否"));
    Refusal thrown =
        assertThrows(
            Refusal.class,
            () ->
                notes.run(
                    tx -> {
                      insert(tx, "by jdbc");
                      tx.entities().persist(new NoteEntity("by entity", null));
                      tx.entities().flush();
                      throw refusal;
                    }));
    assertSame(refusal, thrown);
    assertEquals(0, count());
  }

  @Test
  void actionsRunAfterARealCommitOnly() {
    List<String> ran = new ArrayList<>();
    notes.run(
        tx -> {
          insert(tx, "kept");
          tx.afterCommit(() -> ran.add("sees " + count()));
        });
    assertThrows(
        StoreException.class,
        () ->
            notes.run(
                tx -> {
                  tx.afterCommit(() -> ran.add("rolled back"));
                  insert(tx, null);
                }));
    assertEquals(List.of("sees 1"), ran);
  }

  @Test
  void aFailingActionAfterCommitDoesNotUndoIt() {
    notes.run(
        tx -> {
          insert(tx, "kept");
          tx.afterCommit(
              () -> {
                throw new IllegalStateException("too late");
              });
        });
    assertEquals(1, count());
  }

  @Test
  void aCallInsideACallIsATransactionOfItsOwn() {
    assertThrows(
        StoreException.class,
        () ->
            notes.run(
                outer -> {
                  outer.entities().persist(new NoteEntity("outer", null));
                  notes.run(inner -> inner.entities().persist(new NoteEntity("inner", null)));
                  throw new IllegalStateException("outer fails");
                }));
    assertEquals(1, count());
  }

  @Test
  void aLostUpdateIsAStoreExceptionCausedByTheOptimisticLock() {
    long id =
        notes.call(
            tx -> {
              NoteEntity note = new NoteEntity("first", null);
              tx.entities().persist(note);
              tx.entities().flush();
              return note.id();
            });
    StoreException failure =
        assertThrows(
            StoreException.class,
            () ->
                notes.run(
                    tx -> {
                      NoteEntity note = tx.entities().find(NoteEntity.class, id);
                      notes.run(other -> update(other, id));
                      note.body("mine");
                    }));
    Throwable cause = failure;
    while (cause != null && !(cause instanceof OptimisticLockException)) {
      cause = cause.getCause();
    }
    assertInstanceOf(OptimisticLockException.class, cause);
  }

  @Test
  void aLockedEntityIsLockedInTheDatabase() {
    long id =
        notes.call(
            tx -> {
              NoteEntity note = new NoteEntity("first", null);
              tx.entities().persist(note);
              tx.entities().flush();
              return note.id();
            });
    notes.run(
        tx -> {
          EntityManager entities = tx.entities();
          entities.find(NoteEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
          assertEquals(
              0,
              notes.<Integer>call(
                  other -> rows(other, "SELECT id FROM notes.note FOR UPDATE SKIP LOCKED")));
        });
  }

  @Test
  void aBundleWithoutEntitiesHasNoEntityManager() {
    UnitOfWork plain = new LocalTransactions(TestDatabase.dataSource(), null, new LocalCommands());
    StoreException failure =
        assertThrows(StoreException.class, () -> plain.run(Transaction::entities));
    assertInstanceOf(IllegalStateException.class, failure.getCause());
  }

  private static void update(Transaction tx, long id) throws SQLException {
    try (Statement statement = tx.connection().createStatement()) {
      statement.executeUpdate(
          "UPDATE notes.note SET body = 'theirs', version = version + 1 WHERE id = " + id);
    }
  }

  private static void insert(Transaction tx, @org.jspecify.annotations.Nullable String body)
      throws SQLException {
    try (var statement =
        tx.connection().prepareStatement("INSERT INTO notes.note (body) VALUES (?)")) {
      statement.setString(1, body);
      statement.executeUpdate();
    }
  }

  private int count() {
    return notes.<Integer>call(LocalTransactionsTest::count);
  }

  private static int count(Transaction tx) throws SQLException {
    return rows(tx, "SELECT id FROM notes.note");
  }

  private static int rows(Transaction tx, String sql) throws SQLException {
    try (Statement statement = tx.connection().createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int n = 0;
      while (rows.next()) {
        n++;
      }
      return n;
    }
  }
}
