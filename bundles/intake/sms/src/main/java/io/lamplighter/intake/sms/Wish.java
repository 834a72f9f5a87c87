package io.lamplighter.intake.sms;

import io.lamplighter.kit.text.PersonWish;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a text wants. */
sealed interface Wish {
  /** Asked for by its number alone, it must be all that a request number has. */
  Pattern PROGRESS =
      Pattern.compile("(?:查询?)?(?:工单)?(?:进度|jd)(?:查询)?(\\d{0,32})|(?:工单号?)?(\\d{14})(?:进度)?");

  Pattern SCORE = Pattern.compile("([1-5])分?");
  Pattern STOP =
      Pattern.compile(
          "(?:请|我要|回复?)?(?:td|t|stop|stopall|unsubscribe|quit|end|退订|退定|取消订阅|拒收)"
              + "(?:td|t|stop|退订|短信|通知)*");
  Pattern RESUME = Pattern.compile("(?:请|我要|回复?)?(?:dy|start|unstop|恢复订阅|订阅)(?:dy|订阅|短信|通知)*+");

  /** Neither letters nor digits, nor what stands for any; people set such signs as they like. */
  Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]");

  /** Traditional characters of the words above. */
  Map<Character, Character> SIMPLIFIED =
      Map.ofEntries(
          Map.entry('訂', '订'),
          Map.entry('閱', '阅'),
          Map.entry('閲', '阅'),
          Map.entry('進', '进'),
          Map.entry('請', '请'),
          Map.entry('復', '复'),
          Map.entry('覆', '复'),
          Map.entry('單', '单'),
          Map.entry('號', '号'),
          Map.entry('詢', '询'),
          Map.entry('簡', '短'),
          Map.entry('訊', '信'));

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

  /** A person, in place of the house that has answered. */
  record Person() implements Wish {}

  /** Nothing was written. */
  record Nothing() implements Wish {}

  static Wish of(String text) {
    String plain = plain(text);
    if (plain.isEmpty()) {
      return text.isBlank() ? new Nothing() : new Report();
    }
    Matcher progress = PROGRESS.matcher(plain);
    if (progress.matches()) {
      String no = progress.group(1) == null ? progress.group(2) : progress.group(1);
      return new Progress(no.isEmpty() ? null : no);
    }
    if (PersonWish.is(text)) {
      return new Person();
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

  /** In one width, case and script, and without the signs around the words. */
  private static String plain(String text) {
    String oneWidth = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    StringBuilder plain = new StringBuilder();
    for (char letter : SIGNS.matcher(oneWidth).replaceAll("").toCharArray()) {
      plain.append(SIMPLIFIED.getOrDefault(letter, letter).charValue());
    }
    return plain.toString();
  }
}
