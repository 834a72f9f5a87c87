package io.lamplighter.api.visits;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One customer, asked or not about one piece of work. Nothing in it is personal but the request's
 * number.
 *
 * @param id of request and version: {@code <requestNo>.<version>}, the same whoever reads the
 *     journal
 * @param version grows with every change; the ETag
 * @param kind of the request, as {@code fault-repair}
 * @param why why he is not, or not any more, asked: a word; null otherwise
 * @param draw null while undecided
 * @param way by what he was asked last, or is about to be; null when he is not
 * @param questions the set and the edition that he is asked; null when he is not
 * @param tries of agents, oldest first
 * @param nextAt when the next step is due: of an asked one the next way, of a calling one the next
 *     try; null when none is
 * @param answer what he said; null until he has
 */
public record Visit(
    String id,
    long version,
    String requestNo,
    String kind,
    String region,
    @Nullable String cell,
    Instant resolvedAt,
    VisitState state,
    @Nullable String why,
    @Nullable Draw draw,
    @Nullable VisitWay way,
    @Nullable String questions,
    List<Try> tries,
    @Nullable Instant nextAt,
    @Nullable Answer answer) {

  /**
   * How it was drawn: {@code number} is the first six bytes of SHA-256({@code seed:id}) as a
   * fraction of 2^48, and drawn is what is below {@code share / 100}; who is drawn and not asked
   * all the same has a {@code why}.
   *
   * @param rule code of the line in {@code sampling.csv}
   * @param edition of the line: its first day
   * @param share of a hundred
   * @param seedDay whose seed it was drawn with; the seed is told when that day is over
   * @param badAt the worst score that still is bad
   */
  public record Draw(
      String rule,
      LocalDate edition,
      long share,
      double number,
      LocalDate seedDay,
      boolean drawn,
      long badAt) {}

  /**
   * An agent's try.
   *
   * @param outcome no-answer, busy, call-back, refused or wrong-number
   */
  public record Try(Instant at, String by, String outcome) {}

  /**
   * @param score 1 to 5
   * @param reasons codes of {@code reasons.csv}
   * @param answers to the questions, by their keys: yes, no, or 1 to 5
   * @param channel by which it came: sms, web, social, call, desk or partner
   * @param by who took it: a login, else a part or partner
   * @param bad whether the line that asked calls it so; of what nobody asked by 1 and 2
   * @param asked false when he said it by himself, or whoever did the work wrote it: then it is in
   *     no rate
   */
  public record Answer(
      int score,
      List<String> reasons,
      Map<String, String> answers,
      String channel,
      String by,
      Instant at,
      boolean bad,
      boolean asked) {
    public Answer {
      reasons = List.copyOf(reasons);
      answers = Map.copyOf(answers);
    }
  }

  public Visit {
    tries = List.copyOf(tries);
  }
}
