package io.lamplighter.answers;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.network.Network;
import io.lamplighter.api.systems.Records;
import io.lamplighter.api.systems.SystemRecord;
import io.lamplighter.kit.time.IsoTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What control has planned around a transformer.
 *
 * @param records null where no system is connected
 * @param network null where there is none
 */
record PlannedOutages(Supplier<@Nullable Records> records, Supplier<@Nullable Network> network) {
  private static final String KIND = "planned-outage";
  private static final Set<String> HELD = Set.of("approved", "changed", "begun");

  /** Who asks in the evening means tomorrow's as well. */
  private static final Duration AHEAD = Duration.ofHours(36);

  /** A transformer, its line, its substation. */
  private static final int LEVELS = 3;

  private static final int MOST = 100;

  /** One that control keeps to. */
  record Planned(Instant from, Instant to, boolean temporary) {
    private static Stream<Planned> of(SystemRecord outage) {
      Instant from = time(outage, "from");
      Instant to = time(outage, "to");
      boolean held = HELD.contains(String.valueOf(outage.data().get("state")));
      return from == null || to == null || !held
          ? Stream.empty()
          : Stream.of(new Planned(from, to, "temporary".equals(outage.data().get("outageKind"))));
    }

    private boolean isOn(Instant now) {
      return !from.isAfter(now) && to.isAfter(now);
    }

    private boolean isComing(Instant now) {
      return from.isAfter(now) && to.isAfter(from) && !from.isAfter(now.plus(AHEAD));
    }
  }

  /** The one that is going on; of several that ends last, for before it no power is back. */
  static Optional<Planned> on(List<Planned> all, Instant now) {
    return all.stream()
        .filter(one -> one.isOn(now))
        .max((one, other) -> one.to().compareTo(other.to()));
  }

  /** The next. */
  static Optional<Planned> coming(List<Planned> all, Instant now) {
    return all.stream()
        .filter(one -> one.isComing(now))
        .min((one, other) -> one.from().compareTo(other.from()));
  }

  List<Planned> around(String transformer) {
    Records systems = records.get();
    if (systems == null) {
      return List.of();
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
    return seen.values().stream().filter(one -> isAround(one, path)).flatMap(Planned::of).toList();
  }

  /** What lists its transformers is around those alone. */
  private static boolean isAround(SystemRecord outage, List<String> path) {
    if (outage.data().get("transformers") instanceof List<?> some && !some.isEmpty()) {
      return some.contains(path.get(0));
    }
    return path.contains(outage.subject());
  }

  private static @Nullable Instant time(SystemRecord outage, String field) {
    try {
      return IsoTime.parse(String.valueOf(outage.data().get(field))).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
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
}
