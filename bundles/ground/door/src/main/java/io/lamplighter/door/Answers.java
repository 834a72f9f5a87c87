package io.lamplighter.door;

import io.lamplighter.api.store.Commands;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.sql.Sql;
import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Does a command that carries a key once, however often it comes: what it was answered is committed
 * with what it has done, and given again when it comes again, on whichever node.
 */
@Component(service = Answers.class)
public final class Answers {
  private final UnitOfWork work;
  private final Commands commands;
  private final InstantSource clock;
  private final Set<String> inHand = ConcurrentHashMap.newKeySet();

  @Activate
  public Answers(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=door)") UnitOfWork work,
      @Reference Commands commands,
      @Reference InstantSource clock) {
    this.work = work;
    this.commands = commands;
    this.clock = clock;
  }

  /** Lets somebody answer a call. */
  interface Doing {
    void answer(HttpServletResponse response) throws IOException;
  }

  /** What a caller wants. */
  interface Asked {
    /** Of all that he sends; what has not been read of it is read for this, and gone. */
    byte[] digest() throws IOException;
  }

  /**
   * Answers as before, or by {@code doing}.
   *
   * @throws Refused when he wanted something else under this key, or still waits for its answer
   */
  void once(CallKey key, Asked asked, HttpServletResponse response, Doing doing)
      throws IOException {
    if (!inHand.add(key.id())) {
      throw new Refused(Problem.inHand());
    }
    try {
      Kept kept = find(key);
      if (kept == null) {
        kept = doing(key, asked, response, doing);
      }
      if (kept != null) {
        give(key, asked.digest(), kept, response);
      }
    } finally {
      inHand.remove(key.id());
    }
  }

  private static void give(CallKey key, byte[] asked, Kept kept, HttpServletResponse response)
      throws IOException {
    if (!Arrays.equals(asked, kept.asked())) {
      throw new Refused(Problem.otherCall());
    }
    KeptAnswer.read(key.open(kept.given())).give(response);
  }

  /**
   * @return null when it is answered; what another node has answered meanwhile
   */
  private @Nullable Kept doing(CallKey key, Asked asked, HttpServletResponse response, Doing doing)
      throws IOException {
    HeldResponse held = new HeldResponse(response);
    try (Commands.Command command = commands.begin()) {
      doing.answer(held);
      KeptAnswer answer = held.answer();
      if (answer.isDone()) {
        Kept kept = new Kept(asked.digest(), key.seal(answer.write()));
        UnitOfWork.Action keep = transaction -> keep(transaction, key, kept);
        if (!command.commit(keep)) {
          work.run(keep);
        }
      }
    } catch (RuntimeException e) {
      // Nothing of what was to be said holds.
      response.reset();
      response.setHeader("Server", null);
      Kept others = isTaken(e) ? find(key) : null;
      if (others == null) {
        throw e;
      }
      return others;
    }
    held.release();
    return null;
  }

  private static boolean isTaken(RuntimeException failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof Taken) {
        return true;
      }
    }
    return false;
  }

  private record Kept(byte[] asked, byte[] given) {}

  /** Somebody was faster. */
  private static final class Taken extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private @Nullable Kept find(CallKey key) {
    return work.find(
        transaction ->
            new Sql(transaction.connection(), "select asked, given from door.answer where id = ?")
                .with(id(key))
                .first(row -> new Kept(row.bytes(), row.bytes())));
  }

  private void keep(Transaction transaction, CallKey key, Kept kept) throws SQLException, Taken {
    int added =
        new Sql(
                transaction.connection(),
                "insert into door.answer (id, asked, given, at) values (?, ?, ?, ?)"
                    + " on conflict do nothing")
            .with(id(key), kept.asked(), kept.given(), clock.instant())
            .run();
    if (added == 0) {
      throw new Taken();
    }
  }

  private static byte[] id(CallKey key) {
    return HexFormat.of().parseHex(key.id());
  }
}
