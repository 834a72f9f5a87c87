package io.lamplighter.health;

import static java.util.stream.Collectors.joining;

import io.lamplighter.api.Text;
import io.lamplighter.api.door.Resource;
import io.lamplighter.kit.text.CommaList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** The services and paths of this deployment are there, and every bundle that is to run does. */
@Component(
    configurationPid = HealthConfig.PID,
    property = {
      HealthCheck.NAME + "=parts",
      HealthCheck.TAGS + "=" + Report.TAG,
      HealthCheck.RESULT_CACHE_TTL_IN_MS + ":Long=" + Report.VITAL_FRESH_MS
    })
@Designate(ocd = HealthConfig.class)
public final class PartsCheck implements HealthCheck {
  private final BundleContext bundle;
  private final HealthConfig config;
  private final Supplier<List<Text>> idle;

  @Activate
  public PartsCheck(BundleContext bundle, HealthConfig config) {
    this(bundle, config, new IdleBundles(bundle)::found);
  }

  PartsCheck(BundleContext bundle, HealthConfig config, Supplier<List<Text>> idle) {
    this.bundle = bundle;
    this.config = config;
    this.idle = idle;
  }

  @Override
  public Result execute() {
    List<Text> found = new ArrayList<>();
    List<String> needed = missing(config.needed());
    if (!needed.isEmpty()) {
      String names = String.join(", ", needed);
      found.add(new Text("needed and missing: " + names, "缺少必需部件：" + names));
    }
    List<String> expected = missing(config.expected());
    if (!expected.isEmpty()) {
      String names = String.join(", ", expected);
      found.add(new Text("missing: " + names, "缺少部件：" + names));
    }
    found.addAll(idle.get());
    if (found.isEmpty()) {
      return Verdict.ok("all there", "齐全");
    }
    String en = found.stream().map(Text::en).collect(joining("; "));
    String zh = found.stream().map(Text::zh).collect(joining("；"));
    return needed.isEmpty() ? Verdict.warn(en, zh) : Verdict.critical(en, zh);
  }

  private List<String> missing(String[] parts) {
    // A .cfg file gives one text with commas, other sources an array.
    return CommaList.of(parts).stream()
        .filter(part -> !isThere(part))
        .map(part -> part.substring(part.startsWith("/") ? 0 : part.lastIndexOf('.') + 1))
        .toList();
  }

  private boolean isThere(String part) {
    try {
      ServiceReference<?>[] found =
          part.startsWith("/")
              ? bundle.getAllServiceReferences(
                  Resource.class.getName(), "(" + Resource.PATH + "=" + part + ")")
              : bundle.getAllServiceReferences(part, null);
      return found != null && (part.startsWith("/") || isReady(found[0]));
    } catch (InvalidSyntaxException e) {
      return false;
    }
  }

  /** A service is announced before its component has started: getting it waits for that. */
  private boolean isReady(ServiceReference<?> reference) {
    if (bundle.getService(reference) == null) {
      return false;
    }
    bundle.ungetService(reference);
    return true;
  }
}
