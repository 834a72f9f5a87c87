package io.lamplighter.answers;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.answers.AnswerSource;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestQuery;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.network.Network;
import io.lamplighter.api.systems.Records;
import io.lamplighter.api.systems.SystemRecord;
import io.lamplighter.kit.time.IsoTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The outage that is known at his place: what control has planned there, or a fault that many have
 * reported. Told is what is public: its class, when it began, when it is to end.
 *
 * @param records null where no system is connected
 * @param network null where there is none
 * @param reports so many requests at one transformer are a fault
 */
record OutageSource(
    Desk desk,
    Supplier<@Nullable Records> records,
    Supplier<@Nullable Network> network,
    int reports,
    Words words,
    Supplier<ZoneId> zone)
    implements Source {
  private static final String KIND = "planned-outage";
  private static final Set<String> COMING = Set.of("approved", "changed", "begun");
  private static final Set<RequestState> OPEN =
      Set.of(
          RequestState.RECEIVED,
          RequestState.TRIAGED,
          RequestState.MERGED,
          RequestState.SCHEDULED,
          RequestState.DISPATCHED,
          RequestState.ACCEPTED,
          RequestState.ON_SITE);

  /** Who asks in the evening means tomorrow's as well. */
  private static final Duration AHEAD = Duration.ofHours(36);

  /** Older reports are another fault's. */
  private static final Duration LATELY = Duration.ofHours(12);

  /** A transformer, its line, its substation. */
  private static final int LEVELS = 3;

  private static final int MOST = 100;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);

  @Override
  public Optional<Found> seek(Asked asked) {
    String transformer = asked.transformer();
    if (transformer == null || !asked.topics().contains(Topics.Topic.OUTAGE)) {
      return Optional.empty();
    }
    return planned(asked, transformer)
        .or(() -> isFault(asked, transformer) ? fault(asked) : Optional.empty());
  }

  private Optional<Found> planned(Asked asked, String transformer) {
    Records systems = records.get();
    if (systems == null) {
      return Optional.empty();
    }
    List<String> path = path(transformer);
    Map<String, SystemRecord> seen = new LinkedHashMap<>();
    List<@Nullable String> subjects = new ArrayList<>(path);
    // Of a switch, whose transformers are listed: it is found among the newest of all.
    subjects.add(null);
    for (String subject : subjects) {
      for (SystemRecord one :
          systems.find(AnswerRounds.SELF, null, KIND, subject, null, MOST).items()) {
        seen.putIfAbsent(one.system() + ' ' + one.id(), one);
      }
    }
    return seen.values().stream()
        .filter(one -> isAround(one, path))
        .map(one -> told(asked, one))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** What lists its transformers is around those alone. */
  private static boolean isAround(SystemRecord outage, List<String> path) {
    if (outage.data().get("transformers") instanceof List<?> some && !some.isEmpty()) {
      return some.contains(path.get(0));
    }
    return path.contains(outage.subject());
  }

  private Optional<Found> told(Asked asked, SystemRecord outage) {
    Instant from = time(outage, "from");
    Instant to = time(outage, "to");
    if (from == null
        || to == null
        || !COMING.contains(String.valueOf(outage.data().get("state")))
        || !to.isAfter(asked.now())
        || from.isAfter(asked.now().plus(AHEAD))) {
      return Optional.empty();
    }
    boolean temporary = "temporary".equals(outage.data().get("outageKind"));
    return found(
        words.of(
            temporary ? "outage-temporary" : "outage-planned",
            asked.text(),
            Map.of(
                "from",
                TIME.format(from.atZone(zone.get())),
                "to",
                TIME.format(to.atZone(zone.get())))));
  }

  private static @Nullable Instant time(SystemRecord outage, String field) {
    try {
      return IsoTime.parse(String.valueOf(outage.data().get(field))).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Optional<Found> found(String text) {
    return Optional.of(new Found(AnswerSource.OUTAGE, text));
  }

  private List<String> path(String transformer) {
    Network known = network.get();
    List<String> path = new ArrayList<>();
    @Nullable String asset = transformer;
    while (asset != null && path.size() < LEVELS) {
      path.add(asset);
      asset = known == null ? null : parent(known, asset);
    }
    return path;
  }

  private static @Nullable String parent(Network known, String id) {
    try {
      return known.get(AnswerRounds.SELF, id).parent();
    } catch (Refusal.NotFound e) {
      return null;
    }
  }

  /** One or two reports are somebody's own matter, and nobody else's to know. */
  private boolean isFault(Asked asked, String transformer) {
    Page<Request> found =
        desk.find(
            AnswerRounds.SELF,
            new RequestQuery(
                null,
                RequestKind.FAULT_REPAIR,
                null,
                null,
                null,
                transformer,
                null,
                null,
                null,
                MOST));
    Instant since = asked.now().minus(LATELY);
    long open =
        found.items().stream()
            .filter(one -> !one.drill() && OPEN.contains(one.state()))
            .filter(one -> one.receivedAt().isAfter(since))
            .count();
    return open >= reports;
  }

  private Optional<Found> fault(Asked asked) {
    return found(words.of("outage-fault", asked.text(), Map.of()));
  }
}
