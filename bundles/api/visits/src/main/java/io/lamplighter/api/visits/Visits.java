package io.lamplighter.api.visits;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Return visits. What somebody has said of a request is what the desk has written ({@code
 * request.visited}); a visit plans who is asked and collects it.
 */
@ProviderType
public interface Visits {
  /** Visits of the caller's region. */
  Page<Visit> find(Caller caller, VisitQuery query);

  /**
   * @throws Refusal.NotFound {@code visit.unknown}, also for one of another region
   */
  Visit get(Caller caller, String id);

  /**
   * Whether whoever is told that a request is done is asked how it was in the same text.
   *
   * @param resolvedAt when the entry was written that it is done
   * @return empty while that is not drawn
   */
  Optional<Boolean> asks(String requestNo, Instant resolvedAt);

  /**
   * What a customer has told an agent. It is the visit's once the desk has written it; if he has
   * scored by another way meanwhile, that score stands.
   *
   * @param seen the version that the caller saw, null for any
   * @param said score 1 to 5, reasons (one at least for a bad score), answers to the visit's
   *     questions, a comment of at most 500 characters
   * @throws Refusal.Invalid naming every field that is missing or wrong
   * @throws Refusal.Forbidden {@code visit.own-work} for whoever did the work
   * @throws Refusal.Conflict {@code visit.over} when it has ended, {@code visit.not-asked} when he
   *     is not to be asked
   */
  Visit answer(Caller caller, String id, @Nullable Long seen, Said said);

  /**
   * A try that reached nobody, or nobody who wants to be asked.
   *
   * @param outcome no-answer, busy, call-back, refused or wrong-number
   * @throws Refusal.Conflict {@code visit.same-hours} when this part of the day was tried before,
   *     {@code visit.not-calling} when it is not on the agents' list
   * @throws Refusal.Forbidden {@code visit.own-work} for whoever did the work
   */
  Visit tried(Caller caller, String id, @Nullable Long seen, String outcome);

  /**
   * How satisfied those were who are asked and answered, by unit.
   *
   * @param by cell, station, county, city or province, or kind
   * @param from when the work was done, from then on
   * @param to before then; at most 400 days later
   */
  List<Rate> rates(Caller caller, String by, Instant from, Instant to, @Nullable String kind);

  /**
   * @param comment the customer's words; they go to the desk and are not kept here
   */
  record Said(
      @Nullable Long score,
      List<String> reasons,
      Map<String, String> answers,
      @Nullable String comment) {
    public Said {
      reasons = List.copyOf(reasons);
      answers = Map.copyOf(answers);
    }
  }

  /**
   * @param unit code of the unit, or the kind
   * @param resolved how many were done
   * @param asked how many of them are, or were, to be asked
   * @param answered how many of those have answered
   * @param notReached how many of those were not reached
   * @param satisfied how many said 4 or 5
   * @param mean of their scores; null without an answer
   * @param rate satisfied of answered, 0 to 1; null without an answer
   * @param low Wilson's interval at 95 %: from
   * @param high and to
   * @param few whether fewer than ten have answered
   * @param unasked how many said something by themselves, or it was written by whoever did the
   *     work; in none of the above
   */
  record Rate(
      String unit,
      long resolved,
      long asked,
      long answered,
      long notReached,
      long satisfied,
      @Nullable Double mean,
      @Nullable Double rate,
      @Nullable Double low,
      @Nullable Double high,
      boolean few,
      long unasked) {}
}
