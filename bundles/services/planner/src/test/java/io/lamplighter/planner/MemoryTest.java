package io.lamplighter.planner;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Effort;
import io.lamplighter.api.planner.Watch;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/**
 * Memory grows with the jobs and with nothing else. Counted is all that a search allocates, which
 * is more than it ever holds and, unlike that, the same each time.
 */
class MemoryTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Bytes for one job; its neighbours alone are 400. */
  private static final double MOST = 4_000;

  @Test
  void isLinearInTheJobs() {
    perJob(500);
    double two = perJob(2_000);
    double ten = perJob(10_000);

    assertTrue(two < MOST && ten < MOST, () -> two + " and " + ten + " bytes a job");
    assertTrue(ten < 1.5 * two, () -> two + " bytes a job became " + ten);
  }

  /** A small day's distances are kept in a table: some megabytes, once. */
  @Test
  void isBoundedWhereDistancesAreTabled() {
    assertTrue(perJob(1_000) < 20_000);
  }

  @Test
  void doesNotGrowWithTheSearch() {
    Day day = Days.plain(300, 20);
    solve(day, 1_000);
    double few = allocated(day, 1_000);
    double many = allocated(day, 20_000);

    assertTrue(many < few + 300 * 500 + 100_000, () -> few + " bytes became " + many);
  }

  private static double perJob(int jobs) {
    return allocated(Days.plain(jobs, Math.max(1, jobs / 25)), 50) / jobs;
  }

  private static double allocated(Day day, long iterations) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    solve(day, iterations);
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static void solve(Day day, long iterations) {
    new Engine().solve(day, Effort.ofIterations(iterations, 1), Watch.NONE);
  }
}
