package io.lamplighter.answers;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.answers.AnswerSource;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.TimelineItem;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How far a request is whose number stands in the question: to whose it is. All others are told how
 * to look, with the same words whether there is such a number or not.
 */
record ProgressSource(Desk desk, Words words, Supplier<ZoneId> zone) implements Source {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);
  private static final int MOST = 3;

  /** In these one customer may speak of another: they are their writer's alone. */
  private static final Set<RequestKind> OF_SOMEBODY =
      EnumSet.of(RequestKind.COMPLAINT, RequestKind.REPORT);

  @Override
  public Optional<Found> seek(Asked asked) {
    List<String> numbers = asked.requestNumbers();
    if (numbers.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder told = new StringBuilder();
    for (String no : numbers.subList(0, Math.min(MOST, numbers.size()))) {
      Request own = own(asked, no);
      if (own == null) {
        return found(words.of("progress-link", asked.text(), Map.of()));
      }
      told.append(state(asked, own));
    }
    return found(told.toString());
  }

  private static Optional<Found> found(String text) {
    return Optional.of(new Found(AnswerSource.PROGRESS, text));
  }

  /** Whoever has proved nothing: nobody is even asked whether there is such a request. */
  private @Nullable Request own(Asked asked, String no) {
    if (!asked.proven()) {
      return null;
    }
    try {
      Request other = desk.get(AnswerRounds.SELF, no);
      return isHis(asked, other) && !other.drill() ? other : null;
    } catch (Refusal.NotFound e) {
      return null;
    }
  }

  /**
   * It has his phone, or came from a phone of the same customer. A number or an address in it
   * proves nothing: with them a stranger may have written of him, not for him.
   */
  private static boolean isHis(Asked asked, Request other) {
    if (Asked.phone(other).equals(Asked.phone(asked.request()))) {
      return true;
    }
    String customer = asked.provenCustomer();
    return customer != null
        && customer.equals(Asked.customerOfPhone(other))
        && !OF_SOMEBODY.contains(other.kind());
  }

  private String state(Asked asked, Request request) {
    Request root =
        request.mergedInto() == null ? request : desk.root(AnswerRounds.SELF, request.requestNo());
    Instant since =
        desk.timeline(AnswerRounds.SELF, root.requestNo()).stream()
            .filter(step -> step.type().startsWith("request."))
            .map(TimelineItem::at)
            .max(Instant::compareTo)
            .orElse(request.receivedAt());
    String state = words.of("state." + root.state().wire(), asked.text(), Map.of());
    return words.of(
        "progress",
        asked.text(),
        Map.of(
            "no",
            request.requestNo(),
            "state",
            state,
            "time",
            TIME.format(since.atZone(zone.get()))));
  }
}
