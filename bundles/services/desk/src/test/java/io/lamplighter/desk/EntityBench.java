package io.lamplighter.desk;

import io.lamplighter.api.desk.Promise;
import io.lamplighter.api.organisation.Belonging;
import io.lamplighter.api.security.Caller;
import io.lamplighter.store.TestDatabase;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Requests per second of one thread that writes 64 in a transaction: as the intake does, with what
 * came and what was promised, and as entities, the bare request only. Run by hand: {@code java -cp
 * … io.lamplighter.desk.EntityBench [transactions]}.
 */
public final class EntityBench {
  private static final int BATCH = 64;

  private EntityBench() {}

  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 300;
    TestDesk test = new TestDesk();
    try (Connection connection = TestDatabase.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      statement.execute("alter table desk.request alter received_at set default now()");
      statement.execute("alter table desk.request alter received_at drop not null");
      connection.setAutoCommit(false);
    }
    SubmissionCheck check = new SubmissionCheck(() -> TestDesk.TRIAGE, test.names, test.clock);
    Treatments treatments = Treatments.load(null);
    for (int pass = 0; pass < 4; pass++) {
      List<List<Arrival>> arrivals = new ArrayList<>();
      List<List<RequestEntity>> entities = new ArrayList<>();
      for (int i = 0; i < rounds; i++) {
        arrivals.add(arrivals(test, check, treatments, next));
        entities.add(entities(next));
        next += BATCH;
      }
      double byStatements =
          rate(
              arrivals,
              some ->
                  test.work.run(
                      transaction -> new IntakeTables(transaction.connection()).insert(some)));
      double asEntities =
          rate(
              entities,
              some -> test.work.run(transaction -> some.forEach(transaction.entities()::persist)));
      System.out.printf("by statements %.0f/s, as entities %.0f/s%n", byStatements, asEntities);
    }
    System.exit(0);
  }

  private static int next;

  private static <T> double rate(List<List<T>> batches, Consumer<List<T>> write) {
    long start = System.nanoTime();
    batches.forEach(write);
    return batches.size() * BATCH / ((System.nanoTime() - start) / 1e9);
  }

  private static List<Arrival> arrivals(
      TestDesk test, SubmissionCheck check, Treatments treatments, int from) {
    List<Arrival> arrivals = new ArrayList<>();
    for (int i = from; i < from + BATCH; i++) {
      Draft draft = check.check(Caller.system("bench"), TestDesk.fault("b" + i, "c" + i));
      Instant now = test.clock.instant();
      arrivals.add(
          new Arrival(
              "B" + i,
              draft,
              new Advice.Known(
                  null,
                  "330602",
                  Belonging.NONE,
                  List.of(new Promise("fault.first-response", now.plusSeconds(1800)))),
              5,
              now,
              null,
              null,
              new Arrival.Marks("bench", null, null)));
    }
    return arrivals;
  }

  private static List<RequestEntity> entities(int from) throws ReflectiveOperationException {
    Field number = RequestEntity.class.getDeclaredField("requestNo");
    number.setAccessible(true);
    List<RequestEntity> entities = new ArrayList<>();
    for (int i = from; i < from + BATCH; i++) {
      RequestEntity request = new RequestEntity();
      number.set(request, "E" + i);
      entities.add(request);
    }
    return entities;
  }
}
