package io.lamplighter.knowledge;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * A question without what could tell whose it was: numbers, addresses of mail and places, names.
 * Rather once too often: an editor needs the question and nothing of who asked it.
 */
final class Masking {
  /** So much of a question is kept. */
  static final int MOST = 200;

  private static final String HIDDEN = "***";

  private static final Pattern WIDE = Pattern.compile("[０-９Ａ-Ｚａ-ｚ＠－]+");

  /** Mail, accounts, plates, meters: letters and digits in one, or anything around an @. */
  private static final Pattern MARKS =
      Pattern.compile(
          "\\S*@\\S*"
              + "|https?://\\S+"
              + "|(?<![A-Za-z0-9_-])(?=[A-Za-z0-9_-]*\\d)(?=[A-Za-z0-9_-]*[A-Za-z])"
              + "[A-Za-z0-9_-]{5,}");

  /** Four digits and more, however they are grouped; and as they are read out. */
  private static final Pattern NUMBERS = Pattern.compile("\\d(?:[ -]?\\d){3,}|[零〇一二三四五六七八九幺]{5,}");

  /** Down to the house: what stands before 路, 小区, 村 and such, with what follows of numbers. */
  private static final Pattern PLACES =
      Pattern.compile(
          "[\\p{IsHan}A-Za-z0-9]{2,4}?(?:(?<![线电短网回开])路|街道|大街|街|巷|弄|小区|花园|公寓|新村|社区"
              + "|大厦|苑|镇|(?<!城)乡|(?<!农)村)"
              + "(?:[\\p{IsHan}]{0,3}\\d+(?:号楼|号|栋|幢|单元|室|组|弄|楼|户)?)*"
              + "|\\d+(?:号楼|号|栋|幢|单元|室|弄)(?:\\d+(?:号|单元|室|楼)?)*"
              + "|(?i)\\b\\d+[a-z]?\\s+(?:\\p{L}+\\s+){1,3}(?:road|street|lane|avenue|rd|st|ave)\\b");

  /** Who says who he is, and whoever is called by his name. */
  private static final Pattern NAMES =
      Pattern.compile(
          "(?<=我叫|我姓|本人|名叫|户名是|户名叫|户主是|户主叫)[\\p{IsHan}·]{1,4}"
              + "|[\\p{IsHan}]{1,2}(?=先生|女士|小姐|师傅|大爷|阿姨|老师)"
              + "|(?i)(?<=my name is |i am called |this is |i'm )(?-i:\\p{Lu}\\p{L}+(?: \\p{Lu}\\p{L}+)*)"
              + "|(?<=(?:Mr|Ms|Mrs|Dr)\\.? )\\p{Lu}\\p{L}+");

  private Masking() {}

  static String of(String text) {
    String masked = narrow(cut(text, 4 * MOST)).replaceAll("\\p{Cntrl}+", " ");
    for (Pattern pattern : new Pattern[] {MARKS, NAMES, PLACES, NUMBERS}) {
      masked = pattern.matcher(masked).replaceAll(HIDDEN);
    }
    return cut(masked.strip(), MOST);
  }

  /** Letters, digits and the @ in the width that they have elsewhere. */
  private static String narrow(String text) {
    return WIDE.matcher(text)
        .replaceAll(found -> Normalizer.normalize(found.group(), Normalizer.Form.NFKC));
  }

  /** Not through the middle of a character. */
  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }
}
