package io.lamplighter.clocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.clocks.Answer;
import io.lamplighter.api.clocks.Question;
import io.lamplighter.api.clocks.Question.Pause;
import io.lamplighter.api.clocks.Unit;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The engine and the assessors' tool, which was written apart and knows none of our classes, come
 * to the same, whatever the rule, the calendar, the start and the pauses.
 */
class RecomputeTest {
  private static final Path TOOL = Path.of("../../../tools/recompute/Recompute.java");
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final List<String> NAMES = List.of("CN", "CN-1730", "24x7", "MF", "MF-0818");
  private static final int TRIES = 30_000;
  private static final int DAY = 86_400;

  private final Calendars calendars = Calendars.load(null, Years.NONE);
  private final Reckoning reckoning = new Reckoning(calendars);

  /** The tool's way to a due instant, by reflection: it has no package. */
  private record Tool(
      Constructor<?> limit, Constructor<?> calendar, Constructor<?> pause, Method due) {
    /** It compiles with nothing beside it. */
    static Tool compiled(Path folder, URLClassLoader classes) throws Exception {
      assertEquals(
          0,
          ToolProvider.getSystemJavaCompiler()
              .run(null, null, null, "-d", folder.toString(), TOOL.toString()));
      Class<?> limit = classes.loadClass("Recompute$Limit");
      Tool tool =
          new Tool(
              limit.getDeclaredConstructors()[0],
              classes.loadClass("Recompute$Calendar").getDeclaredConstructors()[0],
              classes.loadClass("Recompute$Pause").getDeclaredConstructors()[0],
              limit.getDeclaredMethod("due"));
      tool.limit.setAccessible(true);
      tool.calendar.setAccessible(true);
      tool.pause.setAccessible(true);
      tool.due.setAccessible(true);
      return tool;
    }

    @Nullable Object due(Question question, Set<Reading> readings, Map<String, ?> row)
        throws ReflectiveOperationException {
      List<Object> pauses = new ArrayList<>();
      for (Pause one : question.pauses()) {
        pauses.add(pause.newInstance(one.from(), one.to()));
      }
      Map<String, Object> rule =
          Map.of(
              "amount",
              (long) question.amount(),
              "unit",
              question.unit().wire(),
              "readings",
              readings.stream().map(Reading::wire).toList());
      Object days = calendar.newInstance(row, question.zone());
      return due.invoke(limit.newInstance(rule, days, question.start(), pauses));
    }
  }

  @Test
  void theyAgree(@TempDir Path folder) throws Exception {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Map<String, Map<String, Object>> rows = new HashMap<>();
    NAMES.forEach(name -> rows.put(name, row(calendars.get(name))));
    int compared = 0;
    try (URLClassLoader classes = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
      Tool tool = Tool.compiled(folder, classes);
      Random random = new Random(seed);
      for (int i = 0; i < TRIES; i++) {
        Question question = question(random);
        Set<Reading> readings = EnumSet.noneOf(Reading.class);
        for (Reading reading : Reading.values()) {
          if (random.nextInt(3) == 0) {
            readings.add(reading);
          }
        }
        Answer answer;
        try {
          answer = reckoning.of(question, readings);
        } catch (Refusal.Invalid tooFar) {
          // Into a year whose days are not known: the tool says so in its own way.
          continue;
        }
        var due = answer.due();
        Object theirs =
            tool.due(question, readings, rows.getOrDefault(question.calendar(), Map.of()));
        assertTrue(
            Objects.equals(due == null ? null : due.toInstant(), theirs),
            question + " " + readings + ": " + due + ", by the tool " + theirs);
        compared++;
      }
    }
    assertTrue(compared > TRIES * 9 / 10, compared + " compared");
  }

  private static Question question(Random random) {
    Unit unit = Unit.values()[random.nextInt(Unit.values().length)];
    Instant start = LocalDate.of(2025, 1, 2).atStartOfDay(ZONE).toInstant();
    start = often(random, start.plusMillis(random.nextInt(560 * DAY) * 1_000L + random.nextInt(2)));
    int most = unit == Unit.MINUTES ? 3_000 : unit == Unit.HOURS ? 100 : 15;
    int amount = 1 + random.nextInt(unit == Unit.WORKTIME_HOURS ? 60 : most);
    boolean notice = Asked.isNotice(unit) && random.nextInt(12) == 0;
    List<Pause> pauses = new ArrayList<>();
    for (int k = random.nextInt(4); k > 0; k--) {
      Instant from = often(random, start.plusSeconds(random.nextInt(12 * DAY) - DAY));
      Instant to = often(random, from.plusSeconds(random.nextInt(4 * DAY)));
      boolean open = random.nextInt(8) == 0;
      pauses.add(new Pause(from, open ? null : to.isBefore(from) ? from : to));
    }
    String calendar = NAMES.get(random.nextInt(NAMES.size()));
    return new Question(start, notice ? -amount : amount, unit, ZONE, calendar, pauses);
  }

  /** Where things touch: now and then at the hour at which a segment or a day ends. */
  private static Instant often(Random random, Instant at) {
    List<String> edges = List.of("00:00", "08:30", "09:00", "12:00", "13:30", "17:00", "17:30");
    return random.nextInt(4) > 0
        ? at
        : LocalDate.ofInstant(at, ZONE)
            .atTime(LocalTime.parse(edges.get(random.nextInt(edges.size()))))
            .atZone(ZONE)
            .toInstant()
            .plus(Duration.ofMillis(random.nextInt(4) / 3));
  }

  /** A calendar as an export has it. */
  private static Map<String, Object> row(WorkCalendar calendar) {
    Map<String, Object> row = new HashMap<>();
    Map<String, Object> years = new HashMap<>();
    var known = calendar.years();
    if (known != null) {
      known.forEach(
          (year, days) -> {
            Map<String, Object> special = new HashMap<>();
            days.days().forEach((day, is) -> special.put(day.toString(), Map.of("off", is.off())));
            years.put(year.toString(), special);
          });
    }
    LocalTime closing = calendar.closing();
    row.put("everyDay", calendar.everyDay());
    row.put(
        "worktime",
        calendar.worktime().stream()
            .map(one -> one.from() + "-" + (one.to() == null ? "24:00" : one.to()))
            .toList());
    row.put("dayEnds", closing == null ? "24:00" : closing.toString());
    row.put("official", calendar.official());
    row.put("years", years);
    return row;
  }
}
