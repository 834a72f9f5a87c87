package io.lamplighter.kit.finds;

import io.lamplighter.kit.data.DataFile;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells since when something has been so: 半小时前, 停了两天了, 昨晚8点半, since 7 am. Of what is no point (昨晚)
 * it is the beginning. What lies ahead is no answer.
 */
final class Since {
  static final String COLUMNS = "means,words";
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final Duration AHEAD = Duration.ofMinutes(5);
  private static final int NOON = 12;
  private static final int HALF = 30;
  private static final int MINUTES = 60;
  private static final int EVENING = 18;
  private static final int MIDNIGHT = 24;

  private final ZoneId zone;
  private final Map<String, Map<String, String>> words = new HashMap<>();
  private final Pattern ago;
  private final Pattern at;
  private final Pattern then;
  private final Pattern just;

  static Since load(ZoneId zone) {
    return new Since(DataFile.load(null, Since.class, "times.csv", COLUMNS), zone);
  }

  Since(DataFile file, ZoneId zone) {
    this.zone = zone;
    for (DataFile.Line line : file.lines()) {
      String[] means = line.field(0).split(" ", 2);
      if (!means[0].equals("yes") && !means[0].equals("no")) {
        Map<String, String> group = words.computeIfAbsent(means[0], g -> new LinkedHashMap<>());
        for (String word : line.field(1).split("\\|")) {
          group.put(word, means.length > 1 ? means[1] : "");
        }
      }
    }
    String count = "(?=[\\d" + firstLetters("count") + "])(\\d{1,3}|" + of("count") + ")";
    ago =
        Pattern.compile(
            count + "\\s*个?(半)?\\s*(" + of("unit") + ")(半)?(?:多|来)?\\s*(?:" + of("behind") + ")");
    String time =
        "(?:(?<hour>\\d{1,2}|十[一二]?|[一二两三四五六七八九])\\s*(?:点钟?|时|[:：](?=\\d)|(?=[ap]\\.?m))"
            + "(?:(?<half>半)|(?<minute>\\d{1,2})分?)?\\s*(?<clock>[ap]\\.?m\\.?)?)?";
    at =
        Pattern.compile(
            "(?=[\\d一二两三四五六七八九十"
                + firstLetters("ahead", "from", "day", "part")
                + "])(?<ahead>"
                + of("ahead")
                + ")?(?<from>"
                + of("from")
                + ")?\\s*(?:(?:(?<month>\\d{1,2})月)?(?<date>\\d{1,2})[日号])?(?<day>"
                + of("day")
                + ")?[的,\\s]*(?<part>"
                + of("part")
                + ")?[的,\\s]*"
                + time);
    then = Pattern.compile("[^,.。，?？!！]{0,4}?(?:" + of("then") + ")");
    just = Pattern.compile("(?=[" + firstLetters("just") + "])(?:" + of("just") + ")");
    file.lines().forEach(this::tryOut);
  }

  private String of(String group) {
    return words.getOrDefault(group, Map.of()).keySet().stream()
        .sorted((one, other) -> other.length() - one.length())
        .map(Pattern::quote)
        .collect(Collectors.joining("|"));
  }

  /** With what a word of these groups may begin, as a class of characters. */
  private String firstLetters(String... groups) {
    return Stream.of(groups)
        .flatMap(group -> words.getOrDefault(group, Map.of()).keySet().stream())
        .map(word -> word.substring(0, 1))
        .distinct()
        .collect(Collectors.joining());
  }

  private String means(String group, String word) {
    return Objects.requireNonNullElse(Objects.requireNonNull(words.get(group)).get(word), "");
  }

  /** An example says what is found in it when it is ten o'clock on a Tuesday. */
  private void tryOut(DataFile.Line line) {
    String[] means = line.field(0).split(" ", 2);
    if (means[0].equals("yes") || means[0].equals("no")) {
      Instant now = LocalDate.of(2026, 12, 1).atTime(10, 0).atZone(zone).toInstant();
      Instant found = in(line.field(1), now);
      String told = found == null ? "" : found.atZone(zone).toLocalDateTime().toString();
      if (!told.equals(means.length > 1 ? means[1] : "")) {
        throw line.wrong("is since '" + told + "'");
      }
    }
  }

  /**
   * @param text in one script and in small letters
   * @return null when it does not say
   */
  @Nullable Instant in(String text, Instant now) {
    TreeMap<Integer, Instant> found = new TreeMap<>();
    add(found, ago.matcher(text), now);
    for (Matcher times = at.matcher(text); times.find(); ) {
      Instant time = times.group().isEmpty() ? null : time(times, begins(text, times), now);
      if (time != null && isOfNow(time, now)) {
        found.putIfAbsent(times.start(), time);
      }
    }
    if (found.isEmpty() && just.matcher(text).find()) {
      return now;
    }
    return found.isEmpty() ? null : found.firstEntry().getValue();
  }

  /** Whether it is said to have begun then, before the time or right behind it. */
  private boolean begins(String text, Matcher times) {
    return times.group("ahead") == null
        && (times.group("from") != null
            || then.matcher(text).region(times.end(), text.length()).lookingAt());
  }

  private void add(Map<Integer, Instant> found, Matcher matcher, Instant now) {
    while (matcher.find()) {
      Duration unit = Duration.parse(means("unit", matcher.group(3)));
      String count = matcher.group(1);
      double many =
          Double.parseDouble(Numerals.isFigure(count.charAt(0)) ? count : means("count", count));
      many += matcher.group(2) != null || matcher.group(4) != null ? 0.5 : 0;
      Instant time = now.minusSeconds((long) (many * unit.toSeconds()));
      if (isOfNow(time, now)) {
        found.putIfAbsent(matcher.start(), time);
      }
    }
  }

  private static boolean isOfNow(Instant time, Instant now) {
    return !time.isAfter(now.plus(AHEAD)) && !time.isBefore(now.minus(LONGEST));
  }

  private @Nullable Instant time(Matcher said, boolean begins, Instant now) {
    String day = said.group("day");
    String part = said.group("part");
    String hour = said.group("hour");
    boolean dated =
        said.group("date") != null && (said.group("month") != null || part != null || hour != null);
    boolean point = part != null || hour != null || dated || partOf(day) != null;
    boolean past = day != null && !means("day", day).startsWith("0");
    if (!begins || !(point || past)) {
      return null;
    }
    try {
      LocalDate today = now.atZone(zone).toLocalDate();
      LocalDate date = dated ? date(said, today) : today.minusDays(back(day));
      String partOfDay = part != null ? part : partOf(day);
      int minutes = hour == null ? begin(partOfDay) : minutes(said, hour, partOfDay);
      Instant time = date.atStartOfDay(zone).plusMinutes(minutes).toInstant();
      boolean open = day == null && !dated;
      return open && time.isAfter(now.plus(AHEAD)) ? time.minus(Duration.ofDays(1)) : time;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static LocalDate date(Matcher said, LocalDate today) {
    String month = said.group("month");
    LocalDate date =
        LocalDate.of(
            today.getYear(),
            month == null ? today.getMonthValue() : Integer.parseInt(month),
            Integer.parseInt(said.group("date")));
    return date.isAfter(today) && month != null ? date.minusYears(1) : date;
  }

  private long back(@Nullable String day) {
    return day == null ? 0 : Long.parseLong(means("day", day).split(" ")[0]);
  }

  /** 昨晚 says day and part. */
  private @Nullable String partOf(@Nullable String day) {
    String means = day == null ? "" : means("day", day);
    return means.contains(" ") ? means.substring(means.indexOf(' ') + 1) : null;
  }

  /** Minutes of the day at which a part of it begins. */
  private int begin(@Nullable String part) {
    return part == null ? 0 : LocalTime.parse(means("part", part)).toSecondOfDay() / MINUTES;
  }

  private int minutes(Matcher said, String hour, @Nullable String part) {
    int number = Integer.parseInt(Numerals.figures(hour));
    String clock = said.group("clock");
    boolean late = clock == null ? begin(part) >= NOON * MINUTES : clock.startsWith("p");
    boolean night = number == NOON && part != null && begin(part) >= EVENING * MINUTES;
    if (night) {
      number = MIDNIGHT;
    } else if (late && number < NOON) {
      number += NOON;
    } else if (number == NOON && (begin(part) < NOON * MINUTES && part != null)) {
      number = 0;
    }
    if (number > MIDNIGHT) {
      throw new DateTimeException("no hour");
    }
    String minute = said.group("minute");
    return number * MINUTES
        + (said.group("half") != null ? HALF : minute == null ? 0 : minute(minute));
  }

  private static int minute(String written) {
    int minute = Integer.parseInt(written);
    if (minute >= MINUTES) {
      throw new DateTimeException("no minute");
    }
    return minute;
  }
}
