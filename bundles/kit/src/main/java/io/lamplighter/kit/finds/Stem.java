package io.lamplighter.kit.finds;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an address says before its first number, taken apart: 绍兴市 越城区 迪荡街道 东桥小区.
 *
 * @param within names of what it lies in, from the province down
 * @param name by which people call it
 */
record Stem(List<String> within, String name) {
  private static final Pattern DISTRICT =
      Pattern.compile("\\p{IsHan}{1,7}?(?:(?<![小社园片厂校院街景林矿库发])区|县|市|旗)(?=\\p{IsHan}{2})");
  private static final Pattern SIGNS = Pattern.compile("[\\s\\p{Punct}]");
  private static final Pattern TOWN =
      Pattern.compile("\\p{IsHan}{1,8}?(?:街道|镇|乡)(?=\\p{IsHan}{2})");

  /** A street or village before the name of an estate. */
  private static final Pattern BEFORE =
      Pattern.compile("\\p{IsHan}{1,6}?(?:路|大街|街|大道|巷|村|社区)(\\p{IsHan}{3,})");

  private static final Pattern SORT =
      Pattern.compile("(\\p{IsHan}{2,})(?:小区|花园|新村|公寓|家园|花苑|雅苑|名苑|嘉园|苑|社区|村|大厦|广场|小镇)");

  /** A region that nobody here has heard of. */
  private static final Pattern OTHER =
      Pattern.compile("\\p{IsHan}{1,3}(?:(?<![小社园片厂校院街景林矿库发地市])区|县|市|旗|镇|乡|街道)$");

  private static final Pattern IS_TOWN = Pattern.compile(".*(?:镇|乡|街道)");

  /** Names of regions are no longer. */
  static final int LONGEST = 12;

  /** From so many characters on a region is also called without the last. */
  private static final int LONG = 3;

  static Stem of(String compared, Regions regions) {
    String plain = SIGNS.matcher(compared).replaceAll("");
    List<String> within = new ArrayList<>();
    int at = 0;
    for (String name = regions.at(plain, 0); name != null; name = regions.at(plain, at)) {
      if (at + name.length() + 2 > plain.length()) {
        break;
      }
      within.add(name);
      at += name.length();
    }
    for (Pattern pattern : List.of(DISTRICT, TOWN)) {
      Matcher next = pattern.matcher(plain).region(at, plain.length()).useTransparentBounds(true);
      if (next.lookingAt()) {
        within.add(next.group());
        at = next.end();
      }
    }
    return new Stem(List.copyOf(within), plain.substring(at));
  }

  /** The name without the street before it; null when there is none. */
  @Nullable String own() {
    Matcher before = BEFORE.matcher(name);
    return before.matches() ? before.group(1) : null;
  }

  /** The name without what sort of place it is, as 东桥 for 东桥小区; null when nothing is left. */
  @Nullable String brief() {
    Matcher sort = SORT.matcher(name);
    return sort.matches() ? sort.group(1) : null;
  }

  /** What ends like a region's name right before a place; null when nothing does. */
  static @Nullable String regionBefore(String text, int end) {
    Matcher other = OTHER.matcher(text.substring(Math.max(0, end - LONGEST), end));
    return other.find() ? other.group() : null;
  }

  /** Whether it lies in what is called so; of towns that is known only when its own is. */
  boolean isIn(String called) {
    boolean untold =
        IS_TOWN.matcher(called).matches()
            && within.stream().noneMatch(one -> IS_TOWN.matcher(one).matches());
    return untold
        || within.stream().anyMatch(one -> one.equals(called) || brief(one).equals(called));
  }

  /** Whether a text names anywhere what it lies in. */
  boolean isNamedIn(String text) {
    return within.stream().anyMatch(one -> text.contains(one) || text.contains(brief(one)));
  }

  /** A region's name without its last character: 越城 for 越城区. */
  static String brief(String region) {
    return region.length() >= LONG ? region.substring(0, region.length() - 1) : region;
  }
}
