package io.lamplighter.kit.finds;

/** Numbers as people write them: in figures, or in Chinese. */
final class Numerals {
  private static final String CHINESE = "〇零一二三四五六七八九";
  private static final String PLACES = "十百";
  private static final int TEN = 10;
  private static final int HUNDRED = 100;

  /** Longer ones are phones and accounts. */
  static final int LONGEST = 5;

  private Numerals() {}

  /**
   * Where a number that begins here ends.
   *
   * @return the same place when none begins here
   */
  static int end(String text, int at) {
    int end = at;
    while (end < text.length() && isFigure(text.charAt(end))) {
      end++;
    }
    while (end == at || isChinese(text.charAt(end - 1))) {
      if (end >= text.length() || !isChinese(text.charAt(end))) {
        return end;
      }
      end++;
    }
    return end;
  }

  static boolean isFigure(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isChinese(char c) {
    return digit(c) >= 0 || PLACES.indexOf(c) >= 0;
  }

  private static int digit(char c) {
    if (c == '两') {
      return 2;
    }
    int at = CHINESE.indexOf(c);
    return at < 0 ? -1 : Math.max(0, at - 1);
  }

  /** In figures: 十二 is 12, 三百零一 is 301, 四零一 is 401. */
  static String figures(String written) {
    if (isFigure(written.charAt(0))) {
      return written;
    }
    return written.chars().anyMatch(c -> PLACES.indexOf(c) >= 0)
        ? Integer.toString(sum(written))
        : figureByFigure(written);
  }

  private static String figureByFigure(String written) {
    StringBuilder figures = new StringBuilder();
    written.chars().forEach(c -> figures.append(digit((char) c)));
    return figures.toString();
  }

  private static int sum(String written) {
    int sum = 0;
    int last = -1;
    for (char c : written.toCharArray()) {
      int digit = digit(c);
      if (digit >= 0) {
        last = digit;
      } else {
        sum += Math.max(1, last) * (c == '十' ? TEN : HUNDRED);
        last = -1;
      }
    }
    return sum + Math.max(0, last);
  }
}
