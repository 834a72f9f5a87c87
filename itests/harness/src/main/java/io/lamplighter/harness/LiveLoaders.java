package io.lamplighter.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM still holds after a full collection: a bundle's loader that is kept is a leak. */
public record LiveLoaders(int loaders, long heapBytes) {
  private static final Pattern LOADERS =
      Pattern.compile("(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+\\S+BundleClassLoader(\\s|$)");
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

  /** Counts them; the histogram of live objects collects all garbage first. */
  public static LiveLoaders of(Instance instance) throws IOException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    String histogram =
        Distribution.run(
            Duration.ofMinutes(1),
            jcmd.toString(),
            Long.toString(instance.pid()),
            "GC.class_histogram");
    return new LiveLoaders((int) number(LOADERS, histogram), number(TOTAL, histogram));
  }

  private static long number(Pattern pattern, String histogram) {
    Matcher found = pattern.matcher(histogram);
    if (!found.find()) {
      throw new AssertionError("no " + pattern + " in " + histogram);
    }
    return Long.parseLong(found.group(1));
  }
}
