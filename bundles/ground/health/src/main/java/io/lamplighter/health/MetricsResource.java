package io.lamplighter.health;

import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.health.MetricSource;
import io.lamplighter.api.health.MetricSource.Metric;
import io.lamplighter.api.health.MetricSource.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /metrics}: every part's figures in Prometheus' text format. */
@Component(service = Resource.class, property = Resource.PATH + "=/metrics")
@Path("/")
public final class MetricsResource implements Resource {
  private static final Logger LOG = LoggerFactory.getLogger(MetricsResource.class);

  private final Checks checks;
  private final BundleContext bundle;

  @Activate
  public MetricsResource(BundleContext bundle, @Reference HealthCheckExecutor executor) {
    this.bundle = bundle;
    this.checks = new Checks(executor);
  }

  @GET
  @MayCall({"loopback", "partner:monitoring", "staff"})
  public Response metrics() {
    List<Metric> metrics = new ArrayList<>();
    Report report = checks.run();
    for (Report.Line line : report.checks()) {
      metrics.add(
          new Metric(
              "lamp_check_ok",
              "Whether a check of /health is ok.",
              Type.GAUGE,
              Map.of("check", line.name()),
              line.ok() ? 1 : 0));
    }
    metrics.add(
        new Metric(
            "lamp_up",
            "Whether submissions can be taken.",
            Type.GAUGE,
            Map.of(),
            report.status() == Report.Status.DOWN ? 0 : 1));
    // Looked up for each call: the door is a source itself and must not wait for us in a circle.
    for (ServiceReference<MetricSource> reference : sources()) {
      collect(reference, metrics);
    }
    return Response.ok(Exposition.of(metrics).getBytes(StandardCharsets.UTF_8))
        .type("text/plain;version=0.0.4;charset=utf-8")
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  private void collect(ServiceReference<MetricSource> reference, List<Metric> metrics) {
    MetricSource source = bundle.getService(reference);
    if (source == null) {
      return;
    }
    try {
      metrics.addAll(source.metrics());
    } catch (RuntimeException e) {
      LOG.warn("{} gave no figures: {}", source.getClass().getName(), e.toString());
    } finally {
      bundle.ungetService(reference);
    }
  }

  private Collection<ServiceReference<MetricSource>> sources() {
    try {
      return bundle.getServiceReferences(MetricSource.class, null);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
