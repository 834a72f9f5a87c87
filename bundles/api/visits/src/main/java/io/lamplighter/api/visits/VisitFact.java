package io.lamplighter.api.visits;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.FactType;
import io.lamplighter.api.journal.FactType.Inline;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to visits. The subject is the request that it is about; of a seed, its day; of the
 * tables, {@code visits}. What a customer said in words stays with the desk.
 */
public sealed interface VisitFact {
  /**
   * @param visit its id
   * @param kind of the request
   */
  record About(String visit, String requestNo, String kind, @Nullable String cell) {}

  /**
   * @throws IllegalArgumentException when the entry is not one of a visit
   */
  static VisitFact of(Entry entry) {
    return entry.as(VisitFact.class);
  }

  /**
   * Of every piece of work, so that everybody can draw again.
   *
   * @param rule code of the line in {@code sampling.csv}; not there, as the next three, where none
   *     fits
   * @param edition first day of that line
   * @param share of a hundred
   * @param seedDay whose seed drew it
   * @param why why he is not asked, in a word; not there when he is
   */
  @FactType(value = "visit.decided", says = "It was drawn whether a customer is asked how it was.")
  record Decided(
      @Inline About about,
      @Nullable String rule,
      @Nullable String edition,
      @Nullable Long share,
      @Nullable String seedDay,
      @Nullable String why)
      implements VisitFact {}

  /**
   * @param from when he is asked first
   */
  @FactType(value = "visit.planned", says = "A customer is going to be asked how it was.")
  record Planned(@Inline About about, Instant from) implements VisitFact {}

  /**
   * @param way text or form
   * @param channel of the request: he is asked on the way by which he is told things
   */
  @FactType(value = "visit.asked", says = "A customer is to be asked by a text of its own.")
  record Asked(@Inline About about, String way, String channel) implements VisitFact {}

  /**
   * @param reasons codes of {@code reasons.csv}
   * @param channel by which it came: sms, web, social, call, desk or partner
   * @param by who took it
   * @param asked true when he was to be asked; not there when he said it by himself, or whoever did
   *     the work wrote it
   * @param customerNo of whom the work was for, once he is known
   * @param phone keyed digest of the phone that the request gives to reach him by: the same phone
   *     has the same one, and without this house's key nobody finds the phone by it
   */
  @FactType(value = "visit.answered", says = "A customer has said how it was.")
  record Answered(
      @Inline About about,
      long score,
      List<String> reasons,
      String channel,
      String by,
      @Nullable Boolean asked,
      @Nullable String customerNo,
      @Nullable String phone)
      implements VisitFact {
    public Answered(
        About about,
        long score,
        List<String> reasons,
        String channel,
        String by,
        @Nullable Boolean asked) {
      this(about, score, reasons, channel, by, asked, null, null);
    }
  }

  /**
   * @param then what follows by the rule: reopen, or not there
   */
  @FactType(value = "visit.bad", says = "What a customer said calls for something.")
  record Bad(@Inline About about, long score, List<String> reasons, @Nullable String then)
      implements VisitFact {}

  /**
   * @param tries how often
   */
  @FactType(value = "visit.not-reached", says = "A customer was tried often enough, in vain.")
  record NotReached(@Inline About about, long tries) implements VisitFact {}

  /**
   * @param why reopened, refused, wrong-number or not-called
   */
  @FactType(value = "visit.dropped", says = "A customer is not asked any more.")
  record Dropped(@Inline About about, String why) implements VisitFact {}

  /**
   * @param commitment SHA-256 of the seed, in hex
   */
  @FactType(
      value = "visit-seed.committed",
      says = "The seed that draws a day's visits is fixed, before the first is drawn.")
  record SeedCommitted(String day, String commitment) implements VisitFact {}

  /**
   * @param seed 32 bytes, in hex
   */
  @FactType(
      value = "visit-seed.opened",
      says = "The day of a seed is over: everybody can draw again.")
  record SeedOpened(String day, String seed) implements VisitFact {}

  /**
   * @param digest SHA-256 of the lines of sampling, questions and reasons, in hex
   */
  @FactType(
      value = "visit-tables.in-force",
      says = "By these tables it is decided from now on who is asked what.")
  record TablesInForce(String digest) implements VisitFact {}
}
