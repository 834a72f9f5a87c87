package io.lamplighter.clocks;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Whether the company's own rules are in force, and whether the calendars go far enough: next
 * year's official days are announced in autumn.
 */
@Component(
    property = {
      HealthCheck.NAME + "=rules",
      HealthCheck.TAGS + "=lamplighter",
      HealthCheck.RESULT_CACHE_TTL_IN_MS + ":Long=1000"
    })
public final class RulesCheck implements HealthCheck {
  private static final Month FROM = Month.OCTOBER;

  private final Rules rules;
  private final InstantSource clock;

  @Activate
  public RulesCheck(@Reference Rules rules, @Reference InstantSource clock) {
    this.rules = rules;
    this.clock = clock;
  }

  @Override
  public Result execute() {
    RuleBook book = rules.book();
    LocalDate today = clock.instant().atZone(book.zone()).toLocalDate();
    List<String> wrong = new ArrayList<>();
    Optional<String> mistake = rules.mistake();
    mistake.ifPresent(why -> wrong.add("the rules before stay in force 仍按原规则执行: " + why));
    wrong.addAll(missing(book.calendars(), today));
    if (wrong.isEmpty()) {
      return new Result(
          Result.Status.OK,
          inForce(book.rules().size(), book.calendars().all().size(), rules.mark()));
    }
    return new Result(Result.Status.WARN, String.join("; ", wrong));
  }

  /** Of each calendar with official days, the years that should be there and are not. */
  private static List<String> missing(Calendars calendars, LocalDate today) {
    int next = today.getYear() + 1;
    List<String> missing = new ArrayList<>();
    for (WorkCalendar calendar : calendars.all()) {
      SortedMap<Integer, CalendarYear> years = calendar.years();
      if (years == null || !calendar.name().equals(calendar.official())) {
        continue;
      }
      if (!years.containsKey(today.getYear())) {
        missing.add(lacks(calendar.name(), today.getYear()));
      } else if (today.getMonth().compareTo(FROM) >= 0 && !years.containsKey(next)) {
        missing.add(lacks(calendar.name(), next));
      }
    }
    return missing;
  }

  private static String lacks(String calendar, int year) {
    return calendar + " has no days for " + year + " 日历 " + calendar + " 缺少 " + year + " 年";
  }

  private static String inForce(int rules, int calendars, String own) {
    return rules
        + " rules and "
        + calendars
        + " calendars in force, "
        + (own.isEmpty() ? "as shipped" : "from own files " + own)
        + " 规则 "
        + rules
        + " 条、日历 "
        + calendars
        + " 套生效，"
        + (own.isEmpty() ? "随附" : "自有文件 " + own);
  }
}
