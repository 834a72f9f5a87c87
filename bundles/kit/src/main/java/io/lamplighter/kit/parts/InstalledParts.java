package io.lamplighter.kit.parts;

import io.lamplighter.kit.text.CommaList;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * The parts that are installed on this instance, whether they run or not, and what their manifests
 * say. So what is there is asked for where it is needed, and stands in no list.
 */
public final class InstalledParts {
  private static final String OURS = "io.lamplighter.";
  private static final String HEADER = "Lamplighter-";

  private InstalledParts() {}

  /** Also what a company brings: every part says to the platform what it has. */
  public static boolean isPart(Bundle bundle) {
    return bundle.getSymbolicName() != null
        && (bundle.getSymbolicName().startsWith(OURS)
            || Collections.list(bundle.getHeaders("").keys()).stream()
                .anyMatch(header -> header.startsWith(HEADER)));
  }

  /** What they are called in short, as in {@code desk} and {@code intake-web}. */
  public static Set<String> names(BundleContext context) {
    Set<String> names = new TreeSet<>();
    for (Bundle bundle : context.getBundles()) {
      if (isPart(bundle)) {
        String name = bundle.getSymbolicName();
        names.add(name.substring(name.lastIndexOf('.') + 1));
      }
    }
    return names;
  }

  /**
   * By which channels requests come in, as whoever takes them in says: {@code Lamplighter-Channels:
   * web,app}.
   */
  public static Set<String> channels(BundleContext context) {
    Set<String> channels = new TreeSet<>();
    for (Bundle bundle : context.getBundles()) {
      String header = bundle.getHeaders("").get(HEADER + "Channels");
      if (header != null) {
        channels.addAll(CommaList.of(header));
      }
    }
    return channels;
  }
}
