package io.lamplighter.api.answers;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Enquiries that are answered at once by the house. Every answer leads to a person: {@link
 * #askPerson} is the one way, whatever channel the wish comes by.
 */
@ProviderType
public interface Answers {
  /** Those of the caller's region, newest first, without what was said. */
  Page<Answer> find(Caller caller, AnswerQuery query);

  /**
   * With what was said: a look that is on record.
   *
   * @throws Refusal.NotFound {@code answer.unknown}, also for one of another region
   */
  Answer get(Caller caller, String requestNo);

  /**
   * What became of the answers of a time, by source and article.
   *
   * @param from when they were received, from then on
   * @param to before then; at most 400 days later
   */
  List<Rate> rates(Caller caller, Instant from, Instant to);

  /**
   * What the enquirer is told, for the parts that bring it to him.
   *
   * @return empty when nothing is said
   * @throws Refusal.Forbidden for whoever is no part of the platform
   */
  Optional<Told> told(Caller caller, String requestNo);

  /**
   * The enquirer wants a person. Again is the same. What it leads to is in {@code
   * answer.person-asked}: the request is put before what waits.
   *
   * @param caller the part by which he says it
   * @return false when he was never answered, or the house or a person has settled it since: then
   *     what he says is a new matter
   * @throws Refusal.Forbidden for whoever is no part of the platform
   */
  boolean askPerson(Caller caller, String requestNo);

  /**
   * The enquirer says that it helped; what he says after he has asked for a person changes nothing.
   *
   * @param caller the part by which he says it
   * @return false when he was never answered, or it was over before
   * @throws Refusal.Forbidden for whoever is no part of the platform
   */
  boolean helped(Caller caller, String requestNo);

  /**
   * What an enquirer is told.
   *
   * @param text in the language that he wrote in, all of it
   * @param brief the same, short enough for a text message
   * @param isOpen whether he may still say that it helped
   * @param mayAskPerson whether a person can still be asked for
   */
  record Told(String text, String brief, AnswerState state, boolean isOpen, boolean mayAskPerson) {}

  /**
   * What became of the answers of one kind.
   *
   * @param source null: of the enquiries to which nothing was said
   * @param article null when it is none
   * @param all how many
   * @param helped of them, who says that it helped
   * @param personAsked who wanted a person
   * @param taken which a person took up first
   * @param silent who said nothing until the end
   * @param rate of those who have said something, how many it helped, 0 to 1; null when nobody has
   * @param low Wilson's interval at 95 %: from
   * @param high and to
   */
  record Rate(
      @Nullable AnswerSource source,
      @Nullable String article,
      @Nullable Integer articleVersion,
      long all,
      long helped,
      long personAsked,
      long taken,
      long silent,
      @Nullable Double rate,
      @Nullable Double low,
      @Nullable Double high) {}
}
