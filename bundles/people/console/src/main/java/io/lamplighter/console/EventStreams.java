package io.lamplighter.console;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Access;
import io.lamplighter.api.security.Caller;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All clients that follow the journal here: how many there may be, and the threads they share. */
final class EventStreams implements AutoCloseable {
  private static final int THREADS = 2;

  private final Journal journal;
  private final EventFrames frames;
  private final int most;
  private final int mostPerCaller;

  /** The oldest first. */
  private final List<Open> open = new CopyOnWriteArrayList<>();

  private final ScheduledThreadPoolExecutor threads;
  private final Lookers lookers;
  private final Lookers.News news = this::looking;

  /**
   * @param beat how often a stream shows that it is alive and its session is looked at
   */
  EventStreams(
      Journal journal,
      EventFrames frames,
      Lookers lookers,
      int most,
      int mostPerCaller,
      Duration beat) {
    this.journal = journal;
    this.frames = frames;
    this.lookers = lookers;
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
    threads.scheduleAtFixedRate(this::beat, beat.toNanos(), beat.toNanos(), TimeUnit.NANOSECONDS);
    lookers.listen(news);
  }

  private void beat() {
    open.forEach(one -> one.stream().beat());
    lookers.keep(open.stream().map(Open::name).collect(Collectors.toSet()));
  }

  private void looking(Set<String> users, Lookers.Looking looking) {
    open.stream()
        .filter(one -> users.contains(one.name()))
        .forEach(one -> one.stream().looking(looking));
  }

  /**
   * Adds a stream; it begins at its first {@link EventStream#wake}. Where there is no room, the
   * caller's oldest gives way: most often its client has gone, which a socket tells late, and one
   * that is there comes back with its last id.
   *
   * @throws Refusal.TooMany when there are too many of others
   */
  EventStream open(EventSink sink, EventStream.Start start, Supplier<Caller> who) {
    String name = start.caller().name();
    EventStream[] self = new EventStream[1];
    EventStream stream =
        new EventStream(journal, frames, sink, start, who, threads, () -> remove(self[0]));
    self[0] = stream;
    @Nullable EventStream oldest;
    synchronized (this) {
      check(start.caller());
      oldest = isFull(name) ? of(name).get(0) : null;
      remove(oldest);
      open.add(new Open(stream, name));
    }
    if (oldest != null) {
      oldest.end();
    }
    return stream;
  }

  private void remove(@Nullable EventStream stream) {
    open.removeIf(one -> one.stream() == stream);
  }

  /**
   * @throws Refusal.TooMany when there is no room for one more of {@code caller}, nor one of his
   *     that could give way
   */
  void check(Caller caller) {
    if (threads.isShutdown() || (isFull(caller.name()) && of(caller.name()).isEmpty())) {
      throw new Refusal.TooMany(Duration.ofSeconds(10));
    }
  }

  private boolean isFull(String name) {
    return open.size() >= most || of(name).size() >= mostPerCaller;
  }

  private List<EventStream> of(String name) {
    return open.stream().filter(one -> one.name().equals(name)).map(Open::stream).toList();
  }

  private record Open(EventStream stream, String name) {}

  /** Somebody's session, key or rights may have ended: his streams look before they send on. */
  void changed(Access.Change change) {
    if (change.kind() == Caller.Kind.PERSON) {
      of(change.name()).forEach(EventStream::doubt);
    }
  }

  /** The parts that bring screens are others now. */
  void partsChanged() {
    open.forEach(one -> one.stream().partsChanged());
  }

  int size() {
    return open.size();
  }

  /** Ends all of them; no new ones are taken. */
  @Override
  public void close() {
    lookers.leave(news);
    threads.shutdown();
    endAll();
  }

  /** Ends those that are open; their clients come back with the last id they have. */
  void endAll() {
    List<EventStream> left;
    synchronized (this) {
      left = open.stream().map(Open::stream).toList();
    }
    left.forEach(EventStream::end);
  }
}
