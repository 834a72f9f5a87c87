package io.lamplighter.knowledge;

import io.lamplighter.api.desk.Judge;
import io.lamplighter.api.desk.RequestKind;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What answers a question, and whether it may be told without anybody having looked. */
final class Answering {
  /** So much of a question is compared: whoever says more has not asked one. */
  private static final int LONGEST = 500;

  /** To these a person answers, when the desk is sure that they are. */
  private static final Set<RequestKind> PEOPLE_ANSWER =
      EnumSet.of(RequestKind.FAULT_REPAIR, RequestKind.COMPLAINT, RequestKind.REPORT);

  /** What these say is of somebody: it is kept nowhere else. */
  private static final Set<RequestKind> OF_SOMEBODY =
      EnumSet.of(RequestKind.EMERGENCY, RequestKind.COMPLAINT, RequestKind.REPORT);

  /** Who says so complains, whatever else he asks. */
  private static final Pattern COMPLAINS =
      Pattern.compile(
          "要投诉|要投訴|投诉你|投訴你|要举报|要舉報|举报你|舉報你|乱收|亂收|(?i)(want|wish|going) to complain|complaint against");

  private final Supplier<Stock> stock;
  private final Judge judge;
  private final LongAdder answered = new LongAdder();
  private final LongAdder unsure = new LongAdder();
  private final LongAdder barred = new LongAdder();

  Answering(Supplier<Stock> stock, Judge judge) {
    this.stock = stock;
    this.judge = judge;
  }

  /**
   * What was found.
   *
   * @param barred whether it speaks of danger or complains, so that no article answers it
   * @param sure what may be told; null rather than a guess
   * @param nearest what is like it, most like first
   */
  record Found(boolean barred, @Nullable Near sure, List<Near> nearest) {}

  /**
   * @param most of the nearest
   */
  Found look(String asked, String region, LocalDate day, int most) {
    String text = asked.substring(0, Math.min(asked.length(), LONGEST));
    List<Near> nearest = stock.get().near(text, region, day, most);
    if (isForPeople(asked)) {
      return new Found(true, null, nearest);
    }
    boolean sure = !nearest.isEmpty() && nearest.get(0).likelihood() >= Sureness.ENOUGH;
    return new Found(false, sure ? nearest.get(0) : null, nearest);
  }

  /** As {@link #look} for somebody who is told it; counted. */
  @Nullable Near answer(String asked, String region, LocalDate day) {
    Found found = look(asked, region, day, 1);
    (found.barred() ? barred : found.sure() == null ? unsure : answered).increment();
    return found.sure();
  }

  /** Whether it may be kept for the editors. */
  boolean mayBeGap(String text) {
    return !complains(text) && !OF_SOMEBODY.contains(judge.verdict(text).kind());
  }

  /** What may be an emergency is one; whoever asks how to have a fault repaired only asks. */
  private boolean isForPeople(String text) {
    if (complains(text)) {
      return true;
    }
    Judge.Verdict verdict = judge.verdict(text);
    return verdict.kind() == RequestKind.EMERGENCY
        || verdict.sure() && PEOPLE_ANSWER.contains(verdict.kind());
  }

  private static boolean complains(String text) {
    return COMPLAINS.matcher(text).find();
  }

  long answered() {
    return answered.sum();
  }

  long unsure() {
    return unsure.sum();
  }

  long barred() {
    return barred.sum();
  }
}
