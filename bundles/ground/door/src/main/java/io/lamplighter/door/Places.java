package io.lamplighter.door;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.security.Caller;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many calls may hold a thread at once, of each kind of caller and of each caller: so that
 * strangers, and partners, always leave threads for the people and for what they all stand on.
 */
final class Places {
  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  private final Map<Group, Integer> most;
  private final int mostOfOne;
  private final Map<Group, Integer> taken = new HashMap<>();
  private final Map<String, Integer> byAccount = new HashMap<>();

  /**
   * @param mostOfOne of one person, one partner, one network of strangers; a share of his group's
   *     in 1/n
   */
  Places(Map<Group, Integer> most, int mostOfOne) {
    this.most = Map.copyOf(most);
    this.mostOfOne = mostOfOne;
  }

  /** Who shares places. */
  enum Group {
    STRANGERS,
    PARTNERS,
    PEOPLE,
    /** Whoever asks how we are: never crowded out by the others, and never crowding them out. */
    WATCHERS,
    /** Calls whose body is read while it comes, however slowly that is. */
    STREAMS;

    static Group of(Caller caller) {
      return switch (caller.kind()) {
        case PUBLIC -> STRANGERS;
        case PARTNER -> PARTNERS;
        case PERSON, SYSTEM -> PEOPLE;
      };
    }
  }

  /**
   * Takes a place.
   *
   * @throws Refusal.TooMany when the caller has too many himself
   * @throws Refusal.Unavailable when his kind together has
   */
  synchronized Place enter(Group group, String account) {
    int all = most.getOrDefault(group, 0);
    String own = own(group, account);
    if (hasMost(own, all)) {
      throw new Refusal.TooMany(Duration.ofSeconds(1));
    }
    if (taken.getOrDefault(group, 0) >= all) {
      throw new Refusal.Unavailable(
          new Text("Too many calls at once, try again in a moment", "同时处理的请求过多，请稍后再试"),
          new IllegalStateException("no place left for " + group));
    }
    add(group, own, 1);
    return new Place(group, own);
  }

  /**
   * Takes a place as {@link #enter}, but waits a moment for one of his own: a client has the end of
   * its answer before the place of that call is left, and may call again at once.
   */
  synchronized Place enterSoon(Group group, String account) {
    if (hasMost(own(group, account), most.getOrDefault(group, 0))) {
      try {
        wait(A_MOMENT.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return enter(group, account);
  }

  private boolean hasMost(String own, int all) {
    return byAccount.getOrDefault(own, 0) >= Math.max(1, all / mostOfOne);
  }

  private static String own(Group group, String account) {
    return group + " " + account;
  }

  synchronized int taken(Group group) {
    return taken.getOrDefault(group, 0);
  }

  private synchronized void leave(Place place) {
    if (!place.left) {
      place.left = true;
      add(place.group, place.own, -1);
      notifyAll();
    }
  }

  private void add(Group group, String own, int one) {
    taken.merge(group, one, Integer::sum);
    byAccount.merge(own, one, Places::sumOrNothing);
  }

  private static @Nullable Integer sumOrNothing(int a, int b) {
    return a + b == 0 ? null : a + b;
  }

  /** One that is taken; may be left more than once. */
  final class Place implements AutoCloseable {
    private final Group group;
    private final String own;
    private boolean left;

    private Place(Group group, String own) {
      this.group = group;
      this.own = own;
    }

    @Override
    public void close() {
      leave(this);
    }
  }
}
