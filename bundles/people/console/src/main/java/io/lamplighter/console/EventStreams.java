package io.lamplighter.console;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Access;
import io.lamplighter.api.security.Caller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** All clients that follow the journal here: how many there may be, and the threads they share. */
final class EventStreams implements AutoCloseable {
  private static final int THREADS = 2;

  private final Journal journal;
  private final EventFrames frames;
  private final int most;
  private final int mostPerCaller;
  private final Map<EventStream, String> open = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor threads;

  /**
   * @param beat how often a stream shows that it is alive and its session is looked at
   */
  EventStreams(Journal journal, EventFrames frames, int most, int mostPerCaller, Duration beat) {
    this.journal = journal;
    this.frames = frames;
    this.most = most;
    this.mostPerCaller = mostPerCaller;
    AtomicInteger number = new AtomicInteger();
    threads =
        new ScheduledThreadPoolExecutor(
            THREADS,
            work -> {
              Thread thread = new Thread(work, "console-stream-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            },
            new ScheduledThreadPoolExecutor.DiscardPolicy());
    threads.scheduleAtFixedRate(
        () -> open.keySet().forEach(EventStream::beat),
        beat.toNanos(),
        beat.toNanos(),
        TimeUnit.NANOSECONDS);
  }

  /**
   * Adds a stream; it begins at its first {@link EventStream#wake}.
   *
   * @throws Refusal.TooMany when there are too many, of this caller or at all
   */
  synchronized EventStream open(EventSink sink, EventStream.Start start, Supplier<Caller> who) {
    check(start.caller());
    EventStream[] self = new EventStream[1];
    EventStream stream =
        new EventStream(journal, frames, sink, start, who, threads, () -> open.remove(self[0]));
    self[0] = stream;
    open.put(stream, start.caller().name());
    return stream;
  }

  /**
   * @throws Refusal.TooMany when there is no room for one more of {@code caller}
   */
  void check(Caller caller) {
    if (threads.isShutdown()
        || open.size() >= most
        || open.values().stream().filter(caller.name()::equals).count() >= mostPerCaller) {
      throw new Refusal.TooMany(Duration.ofSeconds(10));
    }
  }

  /** Somebody's session, key or rights may have ended: his streams look before they send on. */
  void changed(Access.Change change) {
    if (change.kind() == Caller.Kind.PERSON) {
      open.forEach(
          (stream, name) -> {
            if (name.equals(change.name())) {
              stream.doubt();
            }
          });
    }
  }

  /** The parts that bring screens are others now. */
  void partsChanged() {
    open.keySet().forEach(EventStream::partsChanged);
  }

  int size() {
    return open.size();
  }

  /** Ends all of them; no new ones are taken. */
  @Override
  public void close() {
    threads.shutdown();
    endAll();
  }

  /** Ends those that are open; their clients come back with the last id they have. */
  void endAll() {
    List<EventStream> left;
    synchronized (this) {
      left = new ArrayList<>(open.keySet());
    }
    left.forEach(EventStream::end);
  }
}
