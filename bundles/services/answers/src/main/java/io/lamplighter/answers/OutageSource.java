package io.lamplighter.answers;

import io.lamplighter.api.answers.AnswerSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The outage that is known at his place: what is going on there by control's plan, else a fault
 * that many have reported, else what control has planned next. Whoever says that his power is gone
 * is not told of the next: it is not why he sits in the dark. Told is what is public: its class,
 * when it began, when it is to end.
 */
record OutageSource(PlannedOutages planned, Faults faults, Words words, Supplier<ZoneId> zone)
    implements Source {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);

  @Override
  public Optional<Found> seek(Asked asked) {
    String transformer = asked.transformer();
    if (transformer == null || !asked.topics().contains(Topics.Topic.OUTAGE)) {
      return Optional.empty();
    }
    List<PlannedOutages.Planned> around = planned.around(transformer);
    return PlannedOutages.on(around, asked.now())
        .map(one -> told(asked, one))
        .or(() -> fault(asked, transformer))
        .or(() -> coming(asked, around));
  }

  private Optional<Found> coming(Asked asked, List<PlannedOutages.Planned> around) {
    return asked.topics().contains(Topics.Topic.DARK)
        ? Optional.empty()
        : PlannedOutages.coming(around, asked.now()).map(one -> told(asked, one));
  }

  private Optional<Found> fault(Asked asked, String transformer) {
    return switch (faults.at(transformer, asked.now())) {
      case NOTHING -> Optional.empty();
      case REPORTED -> Optional.of(found(asked, "outage-reported", Map.of()));
      case IN_WORK -> Optional.of(found(asked, "outage-fault", Map.of()));
    };
  }

  private Found told(Asked asked, PlannedOutages.Planned outage) {
    return found(
        asked,
        outage.temporary() ? "outage-temporary" : "outage-planned",
        Map.of(
            "from",
            TIME.format(outage.from().atZone(zone.get())),
            "to",
            TIME.format(outage.to().atZone(zone.get()))));
  }

  private Found found(Asked asked, String key, Map<String, String> values) {
    return new Found(AnswerSource.OUTAGE, words.of(key, asked.text(), values));
  }
}
