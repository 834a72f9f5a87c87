import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Effort;
import io.lamplighter.api.planner.Plan;
import io.lamplighter.api.planner.Watch;
import io.lamplighter.planner.Checker;
import io.lamplighter.planner.Engine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    if (!options.containsKey("--instances")) {
      System.err.println("bench/planner --instances DIR [--seconds S] [--seed N] [--only REGEX]");
      System.exit(2);
    }
    new PlannerBench(options).run();
  }

  private void run() throws Exception {
    Path folder = Path.of(options.get("--instances"));
    readKnown(folder.resolve("best_known.csv"));
    System.out.printf(
        "%s s each, seed %s, one thread%n%-10s %10s %5s %8s %10s %7s %10s %5s %8s%n",
        seconds, seed(), "instance", "distance", "crews", "gap %", "iter/s", "CPU s", "jsprit",
        "crews", "gap %");
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(f -> name(f).matches(options.getOrDefault("--only", ".*")))
          .filter(f -> f.toString().toLowerCase(Locale.ROOT).endsWith(".txt")).sorted().toList();
    }
    for (Path file : files) {
      measure(name(file), Solomon.read(file));
    }
    means.forEach(
        (group, m) ->
            System.out.printf(
                Locale.ROOT, "%-10s mean gap %.3f %%, jsprit %.3f %%, ours against jsprit %+.2f %%%n",
                group, m[1] / m[0], m[2] / m[0], m[3] / m[0]));
  }

  private void measure(String name, Day day) throws Exception {
    double cpu = cpu();
    Effort effort =
        new Effort(seconds, Long.MAX_VALUE, Double.NEGATIVE_INFINITY, seed(), 1);
    Plan plan = new Engine().solve(day, effort, Watch.NONE);
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
    for (String group : new String[] {name.replaceAll("\\d.*", ""), "~ all"}) {
      double[] mean = means.computeIfAbsent(group, g -> new double[4]);
      mean[0]++;
      mean[1] += gap;
      mean[2] += theirGap;
      mean[3] += 100 * (plan.distance() / theirs[0] - 1);
    }
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
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }

  private static String shown(double value, String format) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }

  private static String name(Path file) {
    return file.getFileName().toString().replaceAll("(?i)\\.txt$", "");
  }
}
