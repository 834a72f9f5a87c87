package io.lamplighter.journal;

import io.lamplighter.api.House;
import io.lamplighter.api.Text;
import io.lamplighter.api.journal.Seals.Alarm;
import io.lamplighter.api.store.UnitOfWork;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every anchor the heads it lacks, on a thread of its own; one that is away gets them later.
 */
final class Anchors implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Anchors.class);
  private static final int AT_ONCE = 500;
  private static final long PAUSE_MILLIS = 2_000;
  private static final long LONGEST_PAUSE_MILLIS = 60_000;

  private final UnitOfWork work;
  private final House house;
  private final HeadsFile heads;
  private final List<Anchor> anchors;
  private final Map<Anchor, String> failing = new ConcurrentHashMap<>();
  private final Semaphore closed = new Semaphore(0);
  private final Thread thread = new Thread(this::run, "journal-anchors");

  Anchors(UnitOfWork work, House house, HeadsFile heads, List<Anchor> anchors) {
    this.work = work;
    this.house = house;
    this.heads = heads;
    this.anchors = anchors;
    if (!anchors.isEmpty()) {
      thread.setDaemon(true);
      thread.start();
    }
  }

  /**
   * @param places files; addresses that begin with http; authorities of time stamps, {@code tsa:}
   *     and their address
   * @param authorizationFile its first line goes to addresses; empty for none
   * @param folder where it is noted how far an address is
   */
  static List<Anchor> of(
      String[] places, String authorizationFile, Path folder, InstantSource clock)
      throws IOException {
    String authorization =
        authorizationFile.isBlank()
            ? ""
            : Files.readAllLines(Path.of(authorizationFile.strip())).get(0).strip();
    List<Anchor> anchors = new ArrayList<>();
    for (String given : places) {
      String place = given.strip();
      if (place.startsWith("tsa:")) {
        anchors.add(new TimeStamps(URI.create(place.substring(4)), folder, clock));
      } else if (place.startsWith("http")) {
        anchors.add(new HttpAnchor(URI.create(place), authorization, folder));
      } else if (!place.isEmpty()) {
        anchors.add(new FileAnchor(Path.of(place)));
      }
    }
    return anchors;
  }

  private void run() {
    long pause = PAUSE_MILLIS;
    try {
      while (!closed.tryAcquire(pause, TimeUnit.MILLISECONDS)) {
        anchors.forEach(this::supply);
        pause = failing.isEmpty() ? PAUSE_MILLIS : Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
      }
      anchors.forEach(this::supply);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Gives one anchor what the log has and it has not. In training that waits: a chain has no gaps.
   */
  void supply(Anchor anchor) {
    try {
      if (anchor.isOutside() && house.withholding() != null) {
        return;
      }
      Block last = heads.last();
      long until = last == null ? 0 : last.head().number();
      List<Block> next;
      do {
        long reached =
            anchor.wantsLast() && anchor.reached() < until ? until - 1 : anchor.reached();
        next =
            reached >= until
                ? List.of()
                : work.call(t -> BlockTable.after(t.connection(), reached, AT_ONCE)).stream()
                    .filter(block -> block.head().number() <= until)
                    .toList();
        if (!next.isEmpty()) {
          anchor.take(next);
        }
      } while (next.size() == AT_ONCE);
      failing.remove(anchor);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      if (failing.put(anchor, Reason.of(e)) == null) {
        LOG.warn("The journal's anchor {} takes no heads: {}", anchor, Reason.of(e));
      }
    }
  }

  List<Alarm> alarms() {
    return failing.keySet().stream()
        .map(
            anchor ->
                new Alarm(
                    false,
                    new Text("anchor " + anchor + " takes no heads", "锚点 " + anchor + " 未接收封存头")))
        .toList();
  }

  /** Adds what anchors have to what a verification looks at. */
  void addTo(Outside outside) throws IOException {
    for (Anchor anchor : anchors) {
      BufferedReader lines = anchor.read();
      if (lines != null) {
        outside.add(anchor.toString(), new HeadsReader(lines));
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    closed.release();
    if (!anchors.isEmpty()) {
      thread.join(TimeUnit.SECONDS.toMillis(30));
    }
  }
}
