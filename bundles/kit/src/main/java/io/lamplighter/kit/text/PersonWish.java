package io.lamplighter.kit.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether somebody who was answered by the house writes nothing but that he wants a person: one
 * word for it on every channel. Whoever writes more than that has something to say.
 */
public final class PersonWish {
  private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]");

  /** Beside the words that we name, what people write for them. */
  private static final Pattern WISH =
      Pattern.compile(
          "0|(?:请|麻烦|帮我|我要|要|我想|回复?)*(?:[转轉](?:接)?|找|联系|聯繫)?人工(?:客服|服务|服務|坐席|座席|台)?"
              + "|(?:please|iwant|get|me|talkto|speakto|reply|to|a|an|real|live)*"
              + "(?:person|human|agent|operator|humanbeing)(?:please)?");

  /** None of them is longer, and the pattern is tried on nothing that is. */
  private static final int LONGEST = 32;

  private PersonWish() {}

  public static boolean is(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    String words = SIGNS.matcher(plain).replaceAll("");
    return words.length() <= LONGEST && WISH.matcher(words).matches();
  }
}
