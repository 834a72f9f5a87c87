package io.lamplighter.notices;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.answers.Answers;
import io.lamplighter.api.notice.Carrier;
import io.lamplighter.api.visits.Visits;
import io.lamplighter.kit.data.DataFolder;
import io.lamplighter.kit.neighbour.Neighbour;
import io.lamplighter.kit.neighbour.Neighbours;
import io.lamplighter.notices.NoticeTables.Pending;
import io.lamplighter.notices.Templates.Template;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** What is said to whom on which ways: the company's words and ways, and the carriers there are. */
@Component(service = Reach.class)
public final class Reach {
  /** Whoever plans visits has come so long after the first question, where he is installed. */
  private static final Duration STARTING = Duration.ofMinutes(2);

  /**
   * Whether somebody is asked is decided in seconds; what nobody decides in so long, nobody will.
   */
  private static final Duration UNDECIDED = Duration.ofMinutes(10);

  private final Templates templates;
  private final Ways ways;
  private final Function<String, @Nullable Carrier> carriers;
  private final Supplier<@Nullable Visits> visits;
  private final Answers answers;
  private @Nullable Instant began;
  private final Runnable goodbye;

  @Activate
  public Reach(BundleContext context) {
    this(DataFolder.of(context).own("notices"), new Neighbours(context));
  }

  private Reach(Path own, Neighbours neighbours) {
    templates = Templates.load(own);
    ways = Ways.load(own);
    Map<String, Neighbour<Carrier>> byWay = new HashMap<>();
    for (String way : ways.all()) {
      byWay.put(way, neighbours.of(Carrier.class, "(" + Carrier.CHANNEL + "=" + way + ")"));
    }
    carriers =
        way -> {
          Neighbour<Carrier> carrier = byWay.get(way);
          return carrier == null || !carrier.isThere() ? null : carrier.atOnce();
        };
    AtomicBoolean planned = new AtomicBoolean();
    Neighbour<Visits> asking = neighbours.of(Visits.class, one -> planned.set(true));
    visits = () -> planned.get() ? asking.service() : null;
    answers = neighbours.of(Answers.class).service();
    goodbye = neighbours::close;
  }

  /**
   * @param own the folder of the company's own files
   * @param carriers by their ways
   * @param visits gives null while nobody has ever planned who is asked
   * @param answers of enquiries
   * @param began when the first question was asked
   */
  Reach(
      Path own,
      Map<String, Carrier> carriers,
      Supplier<@Nullable Visits> visits,
      Answers answers,
      Instant began) {
    templates = Templates.load(own);
    ways = Ways.load(own);
    this.carriers = carriers::get;
    this.visits = visits;
    this.answers = answers;
    this.began = began;
    goodbye = () -> {};
  }

  @Deactivate
  void stop() {
    goodbye.run();
  }

  Templates templates() {
    return templates;
  }

  /** The ways in use to those who came on a channel, in their order. One that is away may be. */
  List<String> ways(String channel) {
    return ways.of(channel).stream().filter(this::isInUse).toList();
  }

  private boolean isInUse(String way) {
    Carrier carrier = carriers.apply(way);
    return carrier == null || carrier.isInUse();
  }

  /** Whether those who came on a channel are told of an event at all. */
  boolean tells(String event, String channel) {
    return templates.of(event, channel).isPresent() && !ways(channel).isEmpty();
  }

  /**
   * Whether somebody is asked how it was: in the text that says that his request is done, or still,
   * in one of its own. Where nobody has ever planned that, everybody is; work that is done under
   * another request is asked about there.
   *
   * @return empty while that is being decided, or whoever plans it is away, but for ten minutes at
   *     most
   * @throws Refusal.Unavailable while whoever plans it may be about to start
   */
  Optional<Boolean> asks(Pending notice, Instant now) {
    Visits planned = visits.get();
    if (planned == null) {
      began = Objects.requireNonNullElse(began, now);
      if (now.isBefore(began.plus(STARTING))) {
        throw new Refusal.Unavailable(
            new Text("Visits may be about to start", "回访部件可能正在启动"), new IllegalStateException());
      }
      return Optional.of(true);
    }
    if (!notice.requestNo().equals(notice.root())) {
      return Optional.of(false);
    }
    // A text of its own says nothing of when the work was done: the last time is meant.
    Instant since = notice.event().equals(Templates.ASKED) ? Instant.EPOCH : notice.happenedAt();
    Optional<Boolean> asks = Optional.empty();
    try {
      asks = planned.asks(notice.requestNo(), since);
    } catch (Refusal.Unavailable away) {
      // Its successor is waited for, or nobody is asked.
    }
    boolean over = !now.isBefore(notice.happenedAt().plus(UNDECIDED));
    return over ? Optional.of(asks.orElse(false)) : asks;
  }

  /**
   * What an enquirer is answered, null when that is nothing any more.
   *
   * @throws Refusal.Unavailable while whoever answers is away
   */
  @Nullable String answer(Pending notice) {
    return answers.told(Dispatch.SELF, notice.requestNo()).map(Answers.Told::brief).orElse(null);
  }

  /** What is said to who is not asked, null when that is nothing. */
  @Nullable Template notAsking(Pending notice) {
    return templates.notAsking(notice.event(), notice.channel()).orElse(null);
  }

  /** Null while it is away. */
  @Nullable Carrier carrier(String way) {
    return carriers.apply(way);
  }

  /** The ways whose carriers are there. */
  Set<String> present() {
    return ways.all().stream()
        .filter(way -> carriers.apply(way) != null)
        .collect(Collectors.toSet());
  }
}
