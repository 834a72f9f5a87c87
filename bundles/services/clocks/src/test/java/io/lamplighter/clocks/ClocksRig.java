package io.lamplighter.clocks;

import io.lamplighter.api.clocks.Clock;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.data.DataFile;
import io.lamplighter.kit.sql.Sql;
import io.lamplighter.store.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Clocks on a test database, with a journal on paper, a clock by hand and rules of its own. */
final class ClocksRig {
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** Monday, 09:00. */
  static final Instant NINE = at("2026-11-23T09:00");

  static final String RULES =
      """
      code,edition,issuer,from,to,kind,class,important,area,channel,region,starts,ends,cancels,part,amount,unit,calendar,reading,measure,warn,ladder,pauses,extend,overlay,status,source
      fault.first-response,2023,S2,-,-,fault-repair,-,-,-,-,-,request.received,request.dispatched request.resolved,request.cancelled,-,30,minutes,24x7,-,each,10,-,-,-,-,seed,002
      fault.on-site,2024,SGCC,-,-,fault-repair,-,-,urban,-,-,request.received,request.arrived request.resolved,request.cancelled,-,45,minutes,24x7,-,each,-,-,-,-,-,ok,a
      fault.on-site,2024,SGCC,-,-,fault-repair,-,-,rural,-,-,request.received,request.arrived request.resolved,request.cancelled,-,90,minutes,24x7,-,each,-,-,-,-,-,ok,a
      fault.restored,2024,SGCC,-,-,fault-repair,-,-,-,-,-,request.received,request.resolved,request.cancelled,-,24,hours,24x7,-,each,2,-,customer-papers,-,-,ok,a
      fault.drive,2024,SGCC,-,-,fault-repair,-,-,-,-,-,request.dispatched,request.arrived,request.cancelled,-,60,minutes,24x7,-,mean,-,-,-,-,-,ok,a
      complaint.contact,2024,SGCC,-,-,complaint,-,-,-,-,-,request.received,request.triaged?details.holder,request.cancelled,-,24,hours,24x7,-,each,-,-,-,-,-,ok,a
      complaint.answer,2024,SGCC,2024-01-01,-,complaint,-,-,-,-,-,request.received,request.resolved request.closed,request.cancelled,-,5,workdays,CN,-,each,1,-,customer-papers,1x5,-,ok,a
      complaint.answer,2011,SGCC,-,2023-12-31,complaint,-,-,-,-,-,request.received,request.resolved request.closed,request.cancelled,-,7,workdays,CN,-,each,1,-,customer-papers,1x5,-,old,a
      service.answer,2024,SGCC,-,-,service,-,-,-,-,-,request.received,request.resolved,request.cancelled,-,4,worktime-hours,MF-0818,-,each,1,-,customer-papers,-,-,ok,a
      """;

  final UnitOfWork work = TestDatabase.unit("clocks");
  final PaperJournal journal = new PaperJournal();
  RuleBook book;
  Instant now = NINE;
  private int read;

  final TrueTime time =
      new TrueTime() {
        @Override
        public Instant ask(Connection connection) {
          return now;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  ClocksRig() {
    this(RULES);
  }

  ClocksRig(String rules) {
    TestDatabase.reset("clocks");
    book = book(rules);
  }

  /** As it ships, and Wednesday the 25th a day off. */
  static RuleBook withADayOff() {
    try (InputStream in = ClocksRig.class.getResourceAsStream("/clocks/calendar-CN-2026.csv")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      Years years =
          Years.NONE.with("CN", YearTables.imported("CN", 2026, text + "\n2026-11-25,off,暴雪\n", 1));
      return book(RULES, years);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static RuleBook book(String rules) {
    return book(rules, Years.NONE);
  }

  private static RuleBook book(String rules, Years years) {
    return RuleSet.of(DataFile.parse("rules.csv", rules, RuleFile.COLUMNS), null, years)
        .book(() -> ZONE);
  }

  static Instant at(String local) {
    return java.time.LocalDateTime.parse(local).atZone(ZONE).toInstant();
  }

  Whom whom() {
    return (rule, clock, point, at) -> List.of("zhao");
  }

  private Tools tools() {
    return new Tools(work, journal, () -> book, whom(), Firing.agenda(work, time), time);
  }

  ClockDesk desk() {
    return new ClockDesk(work, journal, () -> book, whom(), time, () -> {});
  }

  Recount recount() {
    return new Recount(tools());
  }

  Follower follower() {
    Tools tools = tools();
    return new Follower(tools, tools.work());
  }

  Firing firing() {
    return firing(new Lateness());
  }

  Firing firing(Lateness lateness) {
    return new Firing(tools(), new ReadUpTo(tools(), () -> Follower.types(book)), lateness);
  }

  /** An entry about a request, some time after nine. */
  Entry write(String type, String no, int minutes, Object... fields) {
    Map<String, Object> data = new HashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      data.put(fields[i].toString(), fields[i + 1]);
    }
    data.putIfAbsent("requestNo", no);
    data.putIfAbsent("root", no);
    data.putIfAbsent("kind", "fault-repair");
    data.putIfAbsent("channel", "web");
    data.putIfAbsent("region", "330602");
    return journal.write(type, no, "330602", NINE.plus(Duration.ofMinutes(minutes)), data);
  }

  /** Has what was written read. */
  void read() {
    List<Entry> all = journal.entries();
    List<Entry> news = all.subList(read, all.size());
    read = all.size();
    take(news);
  }

  void take(List<Entry> entries) {
    if (!entries.isEmpty()) {
      work.run(t -> follower().handle(t, entries));
    }
  }

  /** Lets it be that many minutes after nine, and everything be said that is due. */
  void fire(long minutes) {
    now = NINE.plus(Duration.ofMinutes(minutes));
    Firing firing = firing();
    while (firing.round() > 0) {
      // until nothing is
    }
  }

  /** The newest of a rule. */
  Clock clock(String on, String rule) {
    return newest(on, rule).orElseThrow();
  }

  private Optional<Clock> newest(String on, String rule) {
    return clocks(on).stream()
        .filter(clock -> clock.rule().equals(rule))
        .reduce((first, second) -> second);
  }

  List<Clock> clocks(String on) {
    return work.call(
        t ->
            new Sql(
                    t.connection(),
                    "select "
                        + ClockTables.COLUMNS
                        + " from clocks.clock where subject = ? order by xid, id")
                .with(on)
                .list(row -> ClockTables.clock(row).shown(List.of())));
  }

  /** The state of a clock, and when it is due in minutes after nine. */
  String state(String on, String rule) {
    Clock clock = newest(on, rule).orElse(null);
    if (clock == null) {
      return "none";
    }
    Instant due = clock.dueAt();
    return clock.state().wire()
        + (due == null ? "" : " " + Duration.between(NINE, due).toMinutes())
        + (clock.why() == null ? "" : " " + clock.why());
  }

  /** What was told of one subject: types without their thing, and rules. */
  List<String> told(String on) {
    return journal.told().stream()
        .filter(fact -> fact.subject().equals(on))
        .map(ClocksRig::said)
        .toList();
  }

  static String said(Fact fact) {
    return fact.type().substring("clock.".length()) + " " + fact.data().get("rule");
  }
}
