package io.lamplighter.health;

import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code GET /health}: whether submissions can be taken; every check to those who keep this
 * machine.
 */
@Component(service = Resource.class, property = Resource.PATH + "=/health")
@Path("/")
public final class HealthResource implements Resource {
  private static final List<String> KEEPERS =
      List.of(MayCall.LOOPBACK, MayCall.STAFF, MayCall.PARTNER + ":monitoring");
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final Checks checks;

  @Activate
  public HealthResource(@Reference HealthCheckExecutor executor) {
    this.checks = new Checks(executor);
  }

  @GET
  @MayCall({"public", "partner", "staff"})
  public Response health(@Context HttpHeaders headers, @Context SecurityContext security) {
    Report all = checks.run();
    Report report = KEEPERS.stream().anyMatch(security::isUserInRole) ? all : all.bare();
    Locale locale = locale(headers);
    boolean page = wantsPage(headers);
    byte[] body =
        page
            ? HealthPage.of(report, locale).getBytes(StandardCharsets.UTF_8)
            : HealthJson.of(report, locale);
    boolean down = report.status() == Report.Status.DOWN;
    Response.ResponseBuilder answer =
        Response.status(down ? UNAVAILABLE : OK)
            .type(page ? "text/html;charset=utf-8" : MediaType.APPLICATION_JSON)
            .header(HttpHeaders.CACHE_CONTROL, "no-store")
            .header(HttpHeaders.VARY, "Accept, Accept-Language")
            .entity(body);
    return (down ? answer.header(HttpHeaders.RETRY_AFTER, "2") : answer).build();
  }

  private static boolean wantsPage(HttpHeaders headers) {
    for (MediaType type : headers.getAcceptableMediaTypes()) {
      if (type.getSubtype().equals("html") || type.getSubtype().equals("xhtml+xml")) {
        return true;
      }
      if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
        return false;
      }
    }
    return false;
  }

  private static Locale locale(HttpHeaders headers) {
    List<Locale> wanted = headers.getAcceptableLanguages();
    return wanted.isEmpty() ? Locale.ENGLISH : wanted.get(0);
  }
}
