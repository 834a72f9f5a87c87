package io.lamplighter.knowledge;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * A question without what could tell whose it was: numbers, addresses of mail and places, names.
 * Patterns know the usual ways to write those, not all. Rather once too often: an editor needs the
 * question and nothing of who asked it.
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

  /** The commonest family names: who is spoken of by his name is called by one of them. */
  private static final String FAMILY =
      "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许邓韩冯曹彭曾肖蔡潘袁董余苏叶吕魏蒋沈姜范傅钟卢汪戴崔陆廖姚金夏韦贾邹熊孟秦阎薛侯雷龙段郝孔邵史毛常万顾赖武康贺严尹钱施]";

  /** A neighbour of whom something is said, before the word that says it. */
  private static final Pattern OTHERS =
      Pattern.compile(
          "(?<![\\p{IsHan}&&[^是叫找和跟的给替帮我]])"
              + "(?!金额|余额|何时|马上|常年|万家)"
              + FAMILY
              + "(?!家|欠|偷)\\p{IsHan}{1,2}(?=家|偷|欠|窃|的电费|的电表|的户号|同志|经理|老板)");

  private Masking() {}

  static String of(String text) {
    String masked = narrow(cut(text, 4 * MOST)).replaceAll("\\p{Cntrl}+", " ");
    for (Pattern pattern : new Pattern[] {MARKS, NAMES, OTHERS, PLACES, NUMBERS}) {
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
