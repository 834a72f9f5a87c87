import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Effort;
import io.lamplighter.api.planner.Job;
import io.lamplighter.api.planner.Plan;
import io.lamplighter.api.planner.Watch;
import io.lamplighter.planner.Checker;
import io.lamplighter.planner.Engine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Distance, crews and gap for each instance, and the mean gap of each class. */
public final class PlannerBench {
  private static final String ROW = "%-10s %10.2f %5s %8s %10.0f %7.1f %10s %5s %8s%n";
  private final Map<String, String> options;
  private final double seconds;
  private final Map<String, Double> known = new HashMap<>();
  private final Map<String, double[]> means = new TreeMap<>();

  private PlannerBench(Map<String, String> options) {
    this.options = options;
    seconds = Double.parseDouble(options.getOrDefault("--seconds", "10"));
  }

  public static void main(String[] args) throws Exception {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      options.put(args[i], args[i + 1]);
    }
    if (!options.containsKey("--instances") && !options.containsKey("--jobs")) {
      System.err.println("bench/planner --instances DIR|--jobs N [--seconds S] [--seed N] [--only REGEX] [--peer no [--cut yes]]");
      System.exit(2);
    }
    new PlannerBench(options).run();
  }

  private void run() throws Exception {
    System.out.printf(
        "%s s of processor time each, seed %s, one thread%n%-10s %10s %5s %8s %10s %7s %10s %5s %8s%n",
        seconds, seed(), "instance", "distance", "crews", "gap %", "iter/s", "CPU s", "jsprit",
        "crews", "gap %");
    if (options.containsKey("--jobs")) {
      Day day = MadeUp.day(Integer.parseInt(options.get("--jobs")), seed());
      insert(day, measure("made-up", day));
      return;
    }
    Path folder = Path.of(options.get("--instances"));
    readKnown(folder.resolve("best_known.csv"));
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(f -> name(f).matches(options.getOrDefault("--only", ".*")))
          .filter(f -> f.toString().toLowerCase(Locale.ROOT).endsWith(".txt")).sorted().toList();
    }
    for (Path file : files) {
      Day day = Solomon.read(file);
      measure(name(file), options.containsKey("--cut") ? Solomon.cut(day) : day);
    }
    means.forEach(
        (group, m) ->
            System.out.printf(
                Locale.ROOT,
                "%-6s %2.0f: mean gap %.3f %%, %.2f crews, %.1f s, %.0f iterations;"
                    + " jsprit %.3f %%, %.2f crews; ours against jsprit %+.2f %%%n",
                group, m[0], m[1] / m[0], m[4] / m[0], m[5] / m[0], m[6] / m[0],
                m[2] / m[0], m[7] / m[0], m[3] / m[0]));
  }

  private Plan measure(String name, Day day) throws Exception {
    double cpu = cpu();
    Effort effort =
        new Effort(seconds, Long.MAX_VALUE, Double.NEGATIVE_INFINITY, seed(), 1);
    Plan plan = new Engine(PlannerBench::nanos).solve(day, effort, Watch.NONE);
    cpu = cpu() - cpu;
    List<String> faults = Checker.faults(day, plan);
    if (!faults.isEmpty() || !plan.unassigned().isEmpty()) {
      throw new IllegalStateException(name + ": " + faults + plan.unassigned());
    }
    double[] theirs = {Double.NaN, 0};
    if (!options.getOrDefault("--peer", "yes").equals("no")) {
      theirs = peer().apply(day, seconds);
    }
    double best = known.getOrDefault(name, Double.NaN);
    double gap = 100 * (plan.distance() / best - 1);
    double theirGap = 100 * (theirs[0] / best - 1);
    System.out.printf(
        Locale.ROOT, ROW, name, plan.distance(), plan.crewsUsed(), shown(gap, "%.3f"),
        plan.iterations() / plan.seconds(), cpu, shown(theirs[0], "%.2f"), (int) theirs[1],
        shown(theirGap, "%.3f"));
    for (String group : new String[] {name.replaceAll("(\\D+\\d).*", "$1"), "~ all"}) {
      double[] mean = means.computeIfAbsent(group, g -> new double[8]);
      mean[0]++;
      mean[1] += gap;
      mean[2] += theirGap;
      mean[3] += 100 * (plan.distance() / theirs[0] - 1);
      mean[4] += plan.crewsUsed();
      mean[5] += cpu;
      mean[6] += plan.iterations();
      mean[7] += theirs[1];
    }
    return plan;
  }

  /** One more job at a time, the first of them only to warm up. */
  private static void insert(Day day, Plan plan) {
    List<Job> more = MadeUp.day(1000, 99).jobs();
    double[] millis = new double[more.size() - 500];
    for (int i = 0; i < more.size(); i++) {
      Job job = more.get(i);
      Job extra = new Job("new", job.at(), job.window(), 10, 1, Set.of(), 9, null);
      double before = cpu();
      new Engine().insert(day, plan, extra);
      if (i >= 500) {
        millis[i - 500] = 1000 * (cpu() - before);
      }
    }
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT, "insert: median %.1f ms of processor time, 99 %% within %.1f ms%n",
        millis[millis.length / 2], millis[millis.length * 99 / 100]);
  }

  @SuppressWarnings("unchecked")
  private static BiFunction<Day, Double, double[]> peer() throws ReflectiveOperationException {
    return (BiFunction<Day, Double, double[]>)
        Class.forName("Peer").getDeclaredConstructor().newInstance();
  }

  private long seed() {
    return Long.parseLong(options.getOrDefault("--seed", "1"));
  }

  private void readKnown(Path file) throws IOException {
    if (Files.exists(file)) {
      Files.readAllLines(file).stream()
          .skip(1)
          .map(line -> line.split(","))
          .forEach(row -> known.put(row[0], Double.parseDouble(row[1])));
    }
  }

  private static double cpu() {
    return nanos() / 1e9;
  }

  /** Processor time: what else runs on the machine does not count. */
  static long nanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static String shown(double value, String format) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }

  private static String name(Path file) {
    return file.getFileName().toString().replaceAll("(?i)\\.txt$", "");
  }
}
