package io.lamplighter.kit.data;

import java.nio.file.Path;
import java.util.Objects;
import org.osgi.framework.BundleContext;

/**
 * The directory of this instance, {@code LAMP_DATA}. It is known before any configuration is: that
 * lies in it.
 */
public record DataFolder(Path path) {
  /** As the framework was started with it; {@code ./data} when it was not. */
  public static DataFolder of(BundleContext context) {
    return new DataFolder(
        Path.of(Objects.requireNonNullElse(context.getProperty("lamp.data"), "data")));
  }

  /** What a part keeps for itself, as {@code journal}. */
  public Path of(String name) {
    return path.resolve(name);
  }

  /** Where a company's own files for a part lie, {@code etc/<part>}; it need not be there. */
  public Path own(String part) {
    return path.resolve("etc").resolve(part);
  }
}
