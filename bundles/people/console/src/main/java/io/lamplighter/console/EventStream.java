package io.lamplighter.console;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Caller;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client that follows the journal. It has work only while there is something to send and the
 * client takes it: one page at a time, on a borrowed thread, so it holds neither thread nor memory
 * when the client is slow. Nothing is lost by ending it: the client comes back with the last id.
 */
final class EventStream {
  static final int PAGE = 100;

  /** Beats without the client taking a byte, after which it is taken for dead. */
  static final int PATIENCE = 4;

  private static final Logger log = LoggerFactory.getLogger(EventStream.class);

  private final Journal journal;
  private final EventFrames frames;
  private final EventSink sink;
  private final Set<String> types;
  private final boolean isPage;
  private final Supplier<Caller> who;
  private final Executor threads;
  private final Runnable onEnd;

  private final AtomicInteger wanted = new AtomicInteger();
  private final AtomicInteger beats = new AtomicInteger();

  /** Nothing is sent before it is known that the session is still there. */
  private final AtomicBoolean doubted = new AtomicBoolean(true);

  private final AtomicBoolean partsChanged = new AtomicBoolean();

  /** By request: of what changes faster than the client reads, the last is enough. */
  private final Map<String, Lookers.Looking> lookers = new ConcurrentHashMap<>();

  private Journal.@Nullable Watch watch;
  private boolean ended;
  private Caller caller;
  private Cursor cursor;

  /**
   * @param start who follows what, from where
   * @param who asks again who the caller is; throws Refusal.Unauthenticated when the session ended
   * @param onEnd called once, when the stream is over
   */
  EventStream(
      Journal journal,
      EventFrames frames,
      EventSink sink,
      Start start,
      Supplier<Caller> who,
      Executor threads,
      Runnable onEnd) {
    this.journal = journal;
    this.frames = frames;
    this.sink = sink;
    this.caller = start.caller();
    this.cursor = start.after();
    this.types = start.types();
    this.isPage = start.page();
    this.who = who;
    this.threads = threads;
    this.onEnd = onEnd;
  }

  /**
   * Who follows what, from where.
   *
   * @param page whether it is a page of ours: told when other screens are there, and who else looks
   */
  record Start(Caller caller, Cursor after, Set<String> types, boolean page) {}

  /** There may be something to do; returns at once. */
  void wake() {
    if (wanted.getAndIncrement() == 0) {
      threads.execute(this::run);
    }
  }

  /** Time has passed: look whether client and session are still there. */
  void beat() {
    beats.incrementAndGet();
    doubt();
  }

  /** Other screens are there than before. */
  void partsChanged() {
    if (isPage) {
      partsChanged.set(true);
      wake();
    }
  }

  /** Others look at what one of his pages shows. */
  void looking(Lookers.Looking looking) {
    if (isPage) {
      lookers.put(looking.subject(), looking);
      wake();
    }
  }

  /** The caller's session or rights may have ended. */
  void doubt() {
    doubted.set(true);
    wake();
  }

  /** Ends it; a client that sees the end finds room when it comes back with its last id. */
  synchronized void end() {
    if (!ended) {
      ended = true;
      if (watch != null) {
        watch.close();
      }
      onEnd.run();
      sink.close();
    }
  }

  /** One turn; never two at a time, and the next only after the other streams had theirs. */
  private void run() {
    int seen = wanted.get();
    boolean more = turn();
    if (wanted.addAndGet(more ? 1 - seen : -seen) > 0) {
      threads.execute(this::run);
    }
  }

  /** Returns whether there is more to send now. */
  private synchronized boolean turn() {
    if (ended) {
      return false;
    }
    try {
      return send();
    } catch (Refusal.Unauthenticated | Refusal.Forbidden over) {
      end();
    } catch (IOException | IllegalStateException broken) {
      log.debug("A stream of {} broke", caller.name(), broken);
      end();
    } catch (RuntimeException away) {
      log.debug("A stream of {} waits", caller.name(), away);
    }
    return false;
  }

  private boolean send() throws IOException {
    askWho();
    if (!sink.ready()) {
      if (beats.get() >= PATIENCE) {
        end();
      }
      return false;
    }
    boolean beat = beats.getAndSet(0) > 0;
    if (watch == null) {
      watch = journal.watch(this::wake);
      sink.write(EventFrames.hello());
    } else if (beat) {
      sink.write(EventFrames.beat());
    }
    if (sink.ready() && partsChanged.getAndSet(false)) {
      sink.write(EventFrames.parts());
    }
    sendLookers();
    return sink.ready() && sendPage();
  }

  private void sendLookers() throws IOException {
    for (String no : lookers.keySet()) {
      Lookers.@Nullable Looking looking = sink.ready() ? lookers.remove(no) : null;
      if (looking != null) {
        sink.write(frames.lookers(looking));
      }
    }
  }

  private void askWho() {
    if (doubted.getAndSet(false)) {
      try {
        caller = who.get();
      } catch (RuntimeException noAnswer) {
        doubted.set(true);
        throw noAnswer;
      }
    }
  }

  private boolean sendPage() throws IOException {
    Cursor end = journal.end();
    Page<Entry> page = journal.read(caller, cursor, types, PAGE);
    if (!page.items().isEmpty()) {
      sink.write(frames.of(page.items()));
    }
    if (page.next() != null) {
      cursor = Cursor.parse(page.next());
    }
    return sink.ready() && (page.items().size() == PAGE || !Cursors.reaches(page, end));
  }
}
