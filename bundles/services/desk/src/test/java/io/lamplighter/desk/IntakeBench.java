package io.lamplighter.desk;

import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.security.Caller;
import io.lamplighter.store.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Submissions per second with 16 callers, grouped and one by one, on a PostgreSQL with fsync on.
 * Run by hand: {@code java -cp … io.lamplighter.desk.IntakeBench [seconds]}.
 */
public final class IntakeBench {
  private static final int CALLERS = 16;

  private IntakeBench() {}

  public static void main(String[] arguments) throws Exception {
    Duration each = Duration.ofSeconds(arguments.length > 0 ? Long.parseLong(arguments[0]) : 5);
    safe();
    TestDesk test = new TestDesk();
    measure("warm-up", test, 64, 1, each);
    double single = measure("one by one, 16 transactions at once", test, 1, CALLERS, each);
    double grouped = measure("grouped, one batch at once", test, 64, 1, each);
    double two = measure("grouped, two batches at once", test, 64, 2, each);
    System.out.printf("grouped/single %.2f, two/single %.2f%n", grouped / single, two / single);
    System.exit(0);
  }

  private static void safe() throws SQLException {
    try (Connection connection = TestDatabase.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      statement.execute("alter system set fsync = on");
      statement.execute("select pg_reload_conf()");
      connection.setAutoCommit(false);
    }
  }

  private static double measure(String name, TestDesk test, int batch, int leaders, Duration length)
      throws Exception {
    SubmissionCheck check = new SubmissionCheck(() -> TestDesk.TRIAGE, test.names, test.clock);
    GroupCommit<Draft, ?> group = new GroupCommit<>(batch, 1000, leaders, test.intake()::take);
    AtomicLong kept = new AtomicLong();
    AtomicLong next = new AtomicLong();
    long start = System.nanoTime();
    long end = start + length.toNanos();
    ExecutorService pool = Executors.newFixedThreadPool(CALLERS);
    List<Callable<Integer>> callers = new ArrayList<>();
    for (int c = 0; c < CALLERS; c++) {
      callers.add(
          () -> {
            while (System.nanoTime() < end) {
              long id = next.incrementAndGet();
              Submission submission =
                  TestDesk.fault(name + id, name.charAt(0) + "-" + name.length() + "-" + id);
              group.submit(check.check(Caller.system("bench"), submission));
              kept.incrementAndGet();
            }
            return 0;
          });
    }
    for (Future<Integer> caller : pool.invokeAll(callers)) {
      caller.get();
    }
    pool.shutdown();
    double rate = kept.get() / ((System.nanoTime() - start) / 1e9);
    System.out.printf("%-40s %.0f submissions/s%n", name, rate);
    return rate;
  }
}
