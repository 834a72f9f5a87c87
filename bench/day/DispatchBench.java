import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.PlanChecker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A city's busiest day played through an instance's REST API, and by two rules of thumb beside it:
 * {@code DispatchBench HTTP_PORT PG_PORT CLOCK_PORT DATA SEED CREWS}.
 */
final class DispatchBench {
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final double SPEED_KMH = 30;
  private static final double DETOUR = 1.4;
  private static final double FIRST_CALL = -960;
  private static final double EVENING = -240;
  private static final double REPLAN = 60;
  private static final JsonNode NONE = Api.JSON.createArrayNode();

  private final CityDay city;
  private final Times times;
  private final Setting setting;
  private final Script script;
  private final Promises promises;
  private final Outcome outcome = new Outcome();
  private final Ways ways = new Ways(SPEED_KMH, DETOUR);
  private final Map<String, CityDay.Order> byRequest = new HashMap<>();
  private final Map<String, Integer> said = new TreeMap<>();
  private final Field field;
  private final Plans plans;

  private DispatchBench(CityDay city, Times times, Setting setting)
      throws IOException, InterruptedException {
    this.city = city;
    this.times = times;
    this.setting = setting;
    script = new Script(times);
    promises = new Promises(times);
    field =
        new Field(
            script,
            times,
            ways,
            setting.minutesOfWork(),
            byRequest,
            promises,
            outcome,
            this::absent);
    PlanChecker checker =
        new PlanChecker(
            setting.dispatcher().all("/api/v1/crews?limit=500"),
            setting.kinds(),
            ZONE,
            SPEED_KMH,
            DETOUR);
    plans = new Plans(setting, times, promises, checker);
  }

  public static void main(String[] args) throws Exception {
    Path data = Path.of(args[3]);
    long seed = Long.parseLong(args[4]);
    CityDay city = CityDay.of(seed, Integer.parseInt(args[5]));
    String url = "jdbc:postgresql://127.0.0.1:" + args[1] + "/postgres";
    String password = Files.readString(data.resolve("postgres-password")).strip();
    try (Connection database = DriverManager.getConnection(url, "lamplighter", password)) {
      Times times =
          new Times(new Times.OfAnInstance(Integer.parseInt(args[2])), day(), ZONE);
      // Sessions that begin now would be over before the first customer calls.
      times.until(FIRST_CALL - 1);
      Setting setting =
          Setting.bring(
              new Api.OverHttp("http://127.0.0.1:" + args[0]),
              Api.JSON.readTree(data.resolve("first-users.json").toFile()),
              city,
              times);
      run(seed, city, times, setting);
      System.out.println(new BigRegion(database, times, setting.supervisor()).measure());
    }
  }

  static void run(long seed, CityDay city, Times times, Setting setting) throws Exception {
    System.out.printf(
        "seed %d, %d crews, %d orders and %d emergencies, day %s%n",
        seed,
        city.crews().size(),
        city.orders().stream().filter(one -> !one.isEmergency()).count(),
        city.orders().stream().filter(CityDay.Order::isEmergency).count(),
        times.day());
    DispatchBench bench = new DispatchBench(city, times, setting);
    bench.play();
    bench.report();
  }

  /** A working day whose day before is one too and is not over. */
  private static LocalDate day() {
    LocalDate eve = LocalDate.now(ZONE).plusDays(1);
    while (eve.getDayOfWeek().getValue() >= DayOfWeek.FRIDAY.getValue()) {
      eve = eve.plusDays(1);
    }
    return eve.plusDays(1);
  }

  private void play() throws Exception {
    for (CityDay.Order order : city.orders()) {
      script.at(order.asked(), () -> called(order));
    }
    script.at(EVENING, () -> planAll(CityDay.stations()));
    for (CityDay.Crew crew : city.crews()) {
      field.begin(crew, () -> setting.phone(crew));
    }
    for (CityDay.Illness ill : city.ill()) {
      script.at(ill.at(), () -> field.fallsIll(ill.crew()));
    }
    for (double minute = CityDay.SHIFT_FROM + REPLAN;
        minute < CityDay.SHIFT_TO;
        minute += REPLAN) {
      script.at(minute, () -> planAll(CityDay.stations()));
    }
    script.play();
  }

  private void called(CityDay.Order order) throws IOException, InterruptedException {
    String no = setting.submit(order, times.text(times.now()));
    byRequest.put(no, order);
    JsonNode work = setting.workOf(no, order.isEmergency());
    if (work == null) {
      said.merge("no work order", 1, Integer::sum);
    } else if (order.asked() < 0) {
      book(order, no);
    } else if (!work.hasNonNull("crew")) {
      boolean placed = plans.place(order.station(), work.path("workOrder").asText());
      plans.publish(order.station());
      said.merge(placed ? "placed by hand" : "no place found at once", 1, Integer::sum);
    } else {
      plans.plan(order.station());
      said.merge("given to a crew by itself", 1, Integer::sum);
    }
  }

  /** The time that he would like; else any of the day; else he is to call again. */
  private void book(CityDay.Order order, String no) throws IOException, InterruptedException {
    JsonNode offers = NONE;
    if (order.slot() >= 0) {
      double[] slot = CityDay.SLOTS[order.slot()];
      offers = offers(no, "slot", slot[0], slot[1]);
    }
    if (offers.isEmpty()) {
      offers = offers(no, "day", CityDay.SHIFT_FROM, CityDay.SHIFT_TO);
    }
    if (offers.isEmpty()) {
      said.merge("no time left that day", 1, Integer::sum);
      return;
    }
    Map<String, Object> taken = Map.of("offer", offers.path(0).path("id").asText());
    setting.agent().post("/api/v1/appointments", taken);
  }

  private JsonNode offers(String no, String mode, double from, double to)
      throws IOException, InterruptedException {
    Map<String, Object> wish =
        Map.of("requestNo", no, "mode", mode, "from", times.text(from), "to", times.text(to));
    return setting.agent().post("/api/v1/appointments/offers", wish).path("offers");
  }

  private void absent(CityDay.Crew crew) throws IOException, InterruptedException {
    setting.absent(crew, times.text(times.now()), times.text(CityDay.SHIFT_TO));
    plans.plan(crew.station());
  }

  private void planAll(Set<String> stations) throws IOException, InterruptedException {
    // So that the session lasts to the report.
    setting.supervisor().get("/api/v1/work-kinds");
    for (String station : stations) {
      plans.plan(station);
    }
  }

  private void report() throws IOException, InterruptedException {
    Outcome first = thumb(Thumb.Rule.FIRST_COME, city.orders(), false);
    Outcome near = thumb(Thumb.Rule.NEAREST, city.orders(), false);
    List<CityDay.Order> same = city.orders().stream().filter(outcome::isDone).toList();
    Outcome firstSame = thumb(Thumb.Rule.FIRST_COME, same, true);
    System.out.println("                     jobs  a crew-day       km  km a job  as wished  emergency min  overtime min  at work");
    row("first come", first);
    row("nearest", near);
    row("dispatch", outcome);
    row("first come, same", firstSame);
    System.out.printf(
        Locale.ROOT,
        "against first come: %.2f times the jobs; the same jobs with %.2f of the travel%n",
        (double) outcome.jobs() / first.jobs(),
        outcome.km() / firstSame.km());
    Promises.Sum sum = promises.sum(setting.supervisor());
    System.out.printf(
        Locale.ROOT,
        "promises: %d made, %d kept (%.1f %%), %d moved; of %d broken %d told before their window%n",
        sum.made(),
        sum.kept(),
        100.0 * sum.kept() / Math.max(1, sum.made()),
        sum.moved(),
        sum.broken(),
        sum.told());
    System.out.println("orders: " + said + "; acts: " + field.answers());
    System.out.println("plans: " + plans.said() + ", refused besides: " + script.refusals());
    System.out.println("the checker's faults: " + plans.faults().size());
    plans.faults().stream().limit(20).forEach(fault -> System.out.println("  " + fault));
  }

  private Outcome thumb(Thumb.Rule rule, List<CityDay.Order> orders, boolean endless) {
    return new Thumb(
            city, rule, ways, setting.skillsOfRequests(), setting.minutesOfRequests(), orders, endless)
        .play();
  }

  private void row(String name, Outcome of) {
    System.out.printf(
        Locale.ROOT,
        "%-18s %6d %11.2f %8.0f %9.2f %9.1f%% %14.0f %13.0f %7.0f%%%n",
        name,
        of.jobs(),
        (double) of.jobs() / city.crews().size(),
        of.km(),
        of.km() / Math.max(1, of.jobs()),
        100 * of.liked(city),
        of.emergencies(city),
        of.overtime(),
        100 * of.worked() / city.crews().size() / CityDay.WORKING);
  }
}
