package io.lamplighter.intake.sms;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a text wants. */
sealed interface Wish {
  Pattern PROGRESS = Pattern.compile("(?:进度|jd)\\s*[:#]?\\s*(\\d[\\d-]{0,31})?");
  Pattern SCORE = Pattern.compile("([1-5])\\s*分?[。.!]?");
  Pattern STOP = Pattern.compile("td|stop|unsubscribe|退订");
  Pattern RESUME = Pattern.compile("dy|start|订阅");

  /** Anything else: a submission. */
  record Report() implements Wish {}

  /**
   * How far a request is.
   *
   * @param requestNo null for the sender's last one
   */
  record Progress(@Nullable String requestNo) implements Wish {}

  /** The score of a return visit, 1 to 5. */
  record Score(int score) implements Wish {}

  /** No more notices to this number, or notices again. */
  record Notices(boolean wanted) implements Wish {}

  /** Nothing was written. */
  record Nothing() implements Wish {}

  static Wish of(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    if (plain.isEmpty()) {
      return new Nothing();
    }
    Matcher progress = PROGRESS.matcher(plain);
    if (progress.matches()) {
      return new Progress(progress.group(1));
    }
    Matcher score = SCORE.matcher(plain);
    if (score.matches()) {
      return new Score(Integer.parseInt(score.group(1)));
    }
    if (STOP.matcher(plain).matches()) {
      return new Notices(false);
    }
    return RESUME.matcher(plain).matches() ? new Notices(true) : new Report();
  }
}
