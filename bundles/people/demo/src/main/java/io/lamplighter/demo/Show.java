package io.lamplighter.demo;

import io.lamplighter.api.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays the story on threads of its own: loads the city, then plays each scene at its second. */
final class Show {
  private static final Logger LOG = LoggerFactory.getLogger(Show.class);
  private static final int CALLERS = 8;
  private static final int WAITING = 256;
  private static final long AGAIN_MILLIS = 500;
  private static final Duration PROGRESS = Duration.ofSeconds(3);

  /**
   * @param speed how much faster than life
   */
  record Pace(int speed, boolean repeat) {}

  private final CityLoader loader;
  private final OrganisationLoader organisation;
  private final CrewLoader crews;
  private final Story story;
  private final Channels channels;
  private final Pace pace;
  private final InstantSource time;
  private final Thread thread = new Thread(this::perform, "lamplighter-demo");
  private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS, Show::caller);
  private final Semaphore room = new Semaphore(WAITING);

  Show(
      CityLoader loader,
      OrganisationLoader organisation,
      CrewLoader crews,
      Story story,
      Channels channels,
      Pace pace,
      InstantSource time) {
    this.loader = loader;
    this.organisation = organisation;
    this.crews = crews;
    this.story = story;
    this.channels = channels;
    this.pace = pace;
    this.time = time;
  }

  private static Thread caller(Runnable work) {
    Thread thread = new Thread(work, "lamplighter-demo-caller");
    thread.setDaemon(true);
    return thread;
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends it now; calls on the way are given up, they were never promised to anybody. */
  void stop() {
    thread.interrupt();
    callers.shutdownNow();
    try {
      thread.join(5_000);
      callers.awaitTermination(5, TimeUnit.SECONDS);
      channels.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void perform() {
    try {
      whenThere(() -> LOG.debug("There is a clock, it shows {}", time.instant()));
      channels.open();
      whenThere(loader::load);
      organisation.load();
      crews.load();
      channels.awaitTexts();
      do {
        play(Long.toString(time.instant().getEpochSecond(), 36));
      } while (pace.repeat());
    } catch (InterruptedException e) {
      LOG.debug("The demo is stopped", e);
    } catch (IOException | RuntimeException e) {
      LOG.error("The demo has ended early", e);
    }
  }

  private interface Step {
    void take() throws InterruptedException, IOException;
  }

  /** As soon as there is somebody to take it. */
  private static void whenThere(Step step) throws InterruptedException, IOException {
    while (true) {
      try {
        step.take();
        return;
      } catch (Refusal.Unavailable away) {
        LOG.debug("The demo waits", away);
        Thread.sleep(AGAIN_MILLIS);
      }
    }
  }

  /**
   * @param run tells this telling of the story from others on the same data
   */
  private void play(String run) throws InterruptedException {
    Tally tally = new Tally();
    List<Scene> scenes = scenes(run, tally);
    LOG.info(
        "The demo begins: {} calls and {} outages in two hours, {} times faster",
        story.calls().size(),
        story.outages().size(),
        pace.speed());
    long begun = System.nanoTime();
    long reported = begun;
    int next = 0;
    while (next < scenes.size() || room.availablePermits() < WAITING) {
      int second = (int) ((System.nanoTime() - begun) / 1_000_000_000.0 * pace.speed());
      while (next < scenes.size() && scenes.get(next).second() <= second) {
        dispatch(scenes.get(next++));
      }
      if (System.nanoTime() - reported > PROGRESS.toNanos()) {
        reported = System.nanoTime();
        LOG.info("Demo, {} {}: {}", clock(second), Story.phase(second), told(tally));
      }
      Thread.sleep(20);
    }
    LOG.info("The storm is over: {}", told(tally));
  }

  /** Something that happens at a second of the story. */
  private record Scene(int second, Act act) {}

  @FunctionalInterface
  private interface Act {
    void play() throws InterruptedException;
  }

  private List<Scene> scenes(String run, Tally tally) {
    List<Scene> scenes = new ArrayList<>();
    for (Call call : story.calls()) {
      scenes.add(new Scene(call.second(), () -> channels.send(run, call, tally)));
    }
    for (Outage out : story.outages()) {
      scenes.add(new Scene(out.lostAt(), () -> channels.tell(run, out, MeterChannel.LOST, tally)));
      scenes.add(
          new Scene(out.restoredAt(), () -> channels.tell(run, out, MeterChannel.RESTORED, tally)));
    }
    scenes.sort(Comparator.comparingInt(Scene::second));
    return scenes;
  }

  private void dispatch(Scene scene) throws InterruptedException {
    room.acquire();
    callers.execute(
        () -> {
          try {
            scene.act().play();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            room.release();
          }
        });
  }

  private String told(Tally tally) {
    return tally + ", texts to people " + channels.textsSent();
  }

  private static String clock(int second) {
    return String.format(Locale.ROOT, "%d:%02d", second / 3600, second / 60 % 60);
  }
}
