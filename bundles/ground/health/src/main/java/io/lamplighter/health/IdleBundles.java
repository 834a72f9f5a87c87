package io.lamplighter.health;

import io.lamplighter.api.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;
import org.osgi.resource.Requirement;

/**
 * Bundles that are to run and do not: after an update that could not be resolved, or one that has
 * come after such a one and that nobody has started.
 */
final class IdleBundles {
  private static final int WAITING = Bundle.INSTALLED | Bundle.RESOLVED;

  private final BundleContext context;

  IdleBundles(BundleContext context) {
    this.context = context;
  }

  /** A line for each, with the reason, or with what to do. */
  List<Text> found() {
    Bundle framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
    int reached = framework.adapt(FrameworkStartLevel.class).getStartLevel();
    FrameworkWiring wiring = framework.adapt(FrameworkWiring.class);
    return Arrays.stream(context.getBundles())
        .filter(bundle -> isIdle(bundle, reached))
        .map(bundle -> why(bundle, wiring))
        .toList();
  }

  private static boolean isIdle(Bundle bundle, int reached) {
    BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
    return level != null
        && (bundle.getState() & WAITING) != 0
        && level.isPersistentlyStarted()
        && level.getStartLevel() <= reached
        && bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null;
  }

  private static Text why(Bundle bundle, FrameworkWiring wiring) {
    String name = bundle.getSymbolicName() + " " + bundle.getVersion();
    return missing(bundle, wiring)
        .map(
            filter ->
                new Text(
                    name + " does not run: nobody offers " + filter, name + " 未运行：无人提供 " + filter))
        .orElseGet(
            () -> {
              String command = "bundle:start " + bundle.getBundleId();
              return new Text(
                  name + " does not run though it should: " + command,
                  name + " 应运行而未运行：" + command);
            });
  }

  private static Optional<String> missing(Bundle bundle, FrameworkWiring wiring) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    return revision == null
        ? Optional.empty()
        : revision.getRequirements(null).stream()
            .filter(IdleBundles::isMandatory)
            .filter(requirement -> wiring.findProviders(requirement).isEmpty())
            .map(r -> r.getDirectives().get(Namespace.REQUIREMENT_FILTER_DIRECTIVE))
            .findFirst();
  }

  private static boolean isMandatory(Requirement requirement) {
    return !Namespace.RESOLUTION_OPTIONAL.equals(
            requirement.getDirectives().get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE))
        && requirement.getDirectives().containsKey(Namespace.REQUIREMENT_FILTER_DIRECTIVE)
        && Namespace.EFFECTIVE_RESOLVE.equals(
            requirement
                .getDirectives()
                .getOrDefault(
                    Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE, Namespace.EFFECTIVE_RESOLVE));
  }
}
