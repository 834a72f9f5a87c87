package io.lamplighter.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.planner.Crew;
import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Effort;
import io.lamplighter.api.planner.Job;
import io.lamplighter.api.planner.Objective;
import io.lamplighter.api.planner.Plan;
import io.lamplighter.api.planner.Travel;
import io.lamplighter.api.planner.Watch;
import io.lamplighter.api.planner.Window;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A search that is cancelled returns the best so far within 100 ms, wherever it is just then. What
 * counts is the search's own processor time between two looks at its caller, so that a busy machine
 * cannot spoil the test.
 */
class CancelledTest {
  private static final double LIMIT_MILLIS = 100;

  /** Days of which each has its own long way between two looks. */
  enum Large {
    THOUSAND {
      @Override
      Day day() {
        return Days.plain(1_000, 60);
      }
    },
    TEN_THOUSAND {
      @Override
      Day day() {
        return Days.plain(10_000, 400);
      }
    },
    MOST_LEFT_OUT {
      @Override
      Day day() {
        return Days.plain(10_000, 3);
      }
    },
    ONE_CREW_AND_EVERYTHING_LATE {
      @Override
      Day day() {
        Window shift = new Window(0, 480);
        Crew crew = new Crew("c", Days.DEPOT, Days.DEPOT, shift, 1e6, Set.of(), List.of());
        List<Job> jobs = Days.plain(5_000, 1).jobs();
        return new Day(
            new Travel.Euclidean(), List.of(crew), jobs, new Objective.Weighted(1, 1, 1));
      }
    },
    NO_TWO_CREWS_ALIKE {
      @Override
      Day day() {
        Day plain = Days.plain(10_000, 1);
        List<Crew> crews = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
          Crew crew = Days.crew("c" + i);
          Window shift = new Window(0, 400 + i / 100.0);
          crews.add(
              new Crew(crew.id(), Days.DEPOT, null, shift, 100, Set.of("s" + i % 500), List.of()));
        }
        return new Day(new Travel.Euclidean(), crews, plain.jobs(), new Objective.CrewsFirst());
      }
    },
    NOBODY_CAN_DO_ANYTHING {
      @Override
      Day day() {
        Day unlike = NO_TWO_CREWS_ALIKE.day();
        return Days.day(unlike.crews(), Days.far(unlike.jobs()));
      }
    };

    abstract Day day();
  }

  @ParameterizedTest
  @EnumSource
  void isNeverFarFromTheNextLook(Large large) {
    Day day = large.day();
    for (int looks : new int[] {1, 3, 40, 400}) {
      Looks watch = new Looks(looks);
      Plan plan = new Engine().solve(day, Effort.ofSeconds(60), watch);
      watch.look();

      assertEquals(watch.looks > looks ? Plan.Ending.CANCELLED : Plan.Ending.SPENT, plan.ended());
      assertEquals(List.of(), Checker.faults(day, plan));
      assertTrue(
          watch.longest < LIMIT_MILLIS,
          () -> watch.longest + " ms before look " + watch.afterLooks + " of " + looks);
    }
  }

  /** By the clock; generous, because the machine may be busy with something else. */
  @Test
  void returnsAtOnce() throws Exception {
    Day day = Days.plain(2_000, 100);
    CountDownLatch running = new CountDownLatch(1);
    boolean[] enough = {false};
    Watch watch =
        () -> {
          running.countDown();
          synchronized (enough) {
            return enough[0];
          }
        };
    CompletableFuture<Plan> search =
        CompletableFuture.supplyAsync(
            () -> new Engine().solve(day, Effort.ofSeconds(60), watch),
            work -> new Thread(work).start());
    running.await();
    synchronized (enough) {
      enough[0] = true;
    }
    long began = System.nanoTime();
    Plan plan = search.join();

    assertTrue(System.nanoTime() - began < 5_000_000_000L);
    assertEquals(Plan.Ending.CANCELLED, plan.ended());
  }

  @Test
  void aJobThatWasNeverTriedSaysSo() {
    Day day = Days.plain(5_000, 200);
    Plan plan = new Engine().solve(day, Effort.ofSeconds(60), new Looks(3));

    List<String> reasons = plan.unassigned().stream().map(left -> left.reason().en()).toList();
    assertTrue(reasons.contains("The search ended before a crew was found for it"));
    assertTrue(reasons.stream().noneMatch(reason -> reason.contains("no room left")));
  }

  /** Says that it is enough after so many looks, and measures the time in between. */
  private static final class Looks implements Watch {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private final int most;
    private int looks;
    private long last = THREADS.getCurrentThreadCpuTime();
    double longest;
    int afterLooks;

    Looks(int most) {
      this.most = most;
    }

    void look() {
      double millis = (THREADS.getCurrentThreadCpuTime() - last) / 1e6;
      if (millis > longest) {
        longest = millis;
        afterLooks = looks;
      }
      looks++;
      last = THREADS.getCurrentThreadCpuTime();
    }

    @Override
    public boolean cancelled() {
      look();
      return looks > most;
    }
  }
}
