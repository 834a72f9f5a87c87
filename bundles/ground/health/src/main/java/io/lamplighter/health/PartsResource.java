package io.lamplighter.health;

import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.kit.parts.InstalledParts;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The parts that are installed on this node, their versions, and whether they run. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/parts")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class PartsResource implements Resource {
  private static final Map<Integer, String> STATES =
      Map.of(
          Bundle.INSTALLED, "installed",
          Bundle.RESOLVED, "resolved",
          Bundle.STARTING, "starting",
          Bundle.ACTIVE, "active",
          Bundle.STOPPING, "stopping");

  private final BundleContext context;

  @Activate
  public PartsResource(BundleContext context) {
    this.context = context;
  }

  /**
   * @param node names the process that answers
   */
  record NodeView(String node, String java, List<PartView> parts) {}

  /**
   * @param since when it came, in this version
   */
  record PartView(long id, String name, String version, String state, String since) {}

  @GET
  @MayCall({"supervisor", "integrator", "administrator"})
  public NodeView parts() {
    return new NodeView(
        ManagementFactory.getRuntimeMXBean().getName(),
        Runtime.version().toString(),
        Arrays.stream(context.getBundles())
            .filter(InstalledParts::isPart)
            .map(PartsResource::view)
            .sorted(Comparator.comparing(PartView::name))
            .toList());
  }

  private static PartView view(Bundle bundle) {
    return new PartView(
        bundle.getBundleId(),
        bundle.getSymbolicName(),
        bundle.getVersion().toString(),
        STATES.getOrDefault(bundle.getState(), "uninstalled"),
        Instant.ofEpochMilli(bundle.getLastModified()).toString());
  }
}
