package io.lamplighter.console;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.neighbour.Neighbours;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Who looks at which request or board just now, as the pages themselves say it. Nothing of it is
 * kept: it lives in this node's memory, as long as its person has a live stream here. Of those on
 * other nodes {@link LookerRounds} tells.
 */
@Component(service = Lookers.class)
public final class Lookers {
  private static final int MOST = 5000;
  private static final int MOST_OF_ONE = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final InstantSource time;
  private final @Nullable Neighbours neighbours;

  /** The oldest of a person first. */
  private final List<Page> pages = new ArrayList<>();

  /** On other nodes, by subject; only of those that somebody looks at here. */
  private Map<String, List<Looker>> elsewhere = Map.of();

  private final Set<News> listeners = new HashSet<>();

  @Activate
  public Lookers(BundleContext context) {
    this(new Neighbours(context));
  }

  private Lookers(Neighbours neighbours) {
    this.neighbours = neighbours;
    this.time = neighbours.clock();
  }

  Lookers(InstantSource time) {
    this.neighbours = null;
    this.time = time;
  }

  /**
   * Who looks at something.
   *
   * @param subject a request's number, or a board's {@code <station>/<day>}
   */
  record Looking(String subject, List<Looker> lookers) {}

  /**
   * A person who looks at it, in one or several windows.
   *
   * @param unsaved whether he has written what he has not sent
   * @param idle whether he does nothing there
   * @param since when he came
   */
  record Looker(String user, boolean unsaved, boolean idle, Instant since) {}

  /** One window. */
  record Page(
      String user,
      String id,
      String subject,
      boolean unsaved,
      boolean idle,
      Instant since,
      Instant heard) {
    boolean is(String ofUser, String named) {
      return user.equals(ofUser) && id.equals(named);
    }
  }

  /** Hears who looks at something. */
  interface News {
    /**
     * @param users those who are to know it: they look at it themselves
     */
    void tell(Set<String> users, Looking looking);
  }

  synchronized void listen(News listener) {
    listeners.add(listener);
  }

  synchronized void leave(News listener) {
    listeners.remove(listener);
  }

  /**
   * A page shows a request or a board, or something about it is otherwise.
   *
   * @return who looks at it now
   * @throws Refusal.TooMany when more pages are open here than anybody can look at
   */
  synchronized Looking look(
      Caller caller, String page, String subject, boolean unsaved, boolean idle) {
    Instant now = time.instant();
    Page before = remove(caller.name(), page);
    Instant since = before != null && before.subject().equals(subject) ? before.since() : now;
    List<Page> own = of(caller.name());
    if (own.size() >= MOST_OF_ONE) {
      pages.remove(own.get(0));
      tell(own.get(0).subject());
    } else if (pages.size() >= MOST) {
      throw new Refusal.TooMany(PATIENCE);
    }
    pages.add(new Page(caller.name(), page, subject, unsaved, idle, since, now));
    if (before != null && !before.subject().equals(subject)) {
      tell(before.subject());
    }
    return tell(subject);
  }

  /** It shows nothing any more. */
  synchronized void leave(Caller caller, String page) {
    Page left = remove(caller.name(), page);
    if (left != null) {
      tell(left.subject());
    }
  }

  /** Forgets whoever follows no stream, unless he has just come: his stream may be on its way. */
  synchronized void keep(Set<String> following) {
    Instant late = time.instant().minus(PATIENCE);
    Set<String> left = new HashSet<>();
    pages.removeIf(
        page -> {
          boolean gone = !following.contains(page.user()) && page.heard().isBefore(late);
          if (gone) {
            left.add(page.subject());
          }
          return gone;
        });
    left.forEach(this::tell);
  }

  /** Those that are open here. */
  synchronized List<Page> pages() {
    return List.copyOf(pages);
  }

  /**
   * Hears who looks on other nodes.
   *
   * @param now by subject, those alone that somebody looks at here
   */
  synchronized void elsewhere(Map<String, List<Looker>> now) {
    Set<String> changed = new HashSet<>(now.keySet());
    changed.addAll(elsewhere.keySet());
    changed.removeIf(no -> Objects.equals(now.get(no), elsewhere.get(no)));
    elsewhere = Map.copyOf(now);
    changed.forEach(this::tell);
  }

  private List<Page> of(String user) {
    return pages.stream().filter(page -> page.user().equals(user)).toList();
  }

  private @Nullable Page remove(String user, String id) {
    for (Iterator<Page> each = pages.iterator(); each.hasNext(); ) {
      Page page = each.next();
      if (page.is(user, id)) {
        each.remove();
        return page;
      }
    }
    return null;
  }

  private Looking tell(String subject) {
    Map<String, Looker> lookers = new TreeMap<>();
    for (Page page : pages) {
      if (page.subject().equals(subject)) {
        lookers.merge(
            page.user(),
            new Looker(page.user(), page.unsaved(), page.idle(), page.since()),
            Lookers::both);
      }
    }
    for (Looker one : elsewhere.getOrDefault(subject, List.of())) {
      lookers.merge(one.user(), one, Lookers::both);
    }
    Looking looking =
        new Looking(
            subject,
            lookers.values().stream().sorted(Comparator.comparing(Looker::since)).toList());
    listeners.forEach(listener -> listener.tell(lookers.keySet(), looking));
    return looking;
  }

  @Deactivate
  void stop() {
    if (neighbours != null) {
      neighbours.close();
    }
  }

  private static Looker both(Looker one, Looker other) {
    return new Looker(
        one.user(),
        one.unsaved() || other.unsaved(),
        one.idle() && other.idle(),
        one.since().isBefore(other.since()) ? one.since() : other.since());
  }
}
