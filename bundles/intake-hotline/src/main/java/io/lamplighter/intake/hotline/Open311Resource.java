package io.lamplighter.intake.hotline;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.security.Access;
import io.lamplighter.api.security.Caller;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Open311 GeoReport v2 (wiki.open311.org/GeoReport_v2) in JSON and XML, with FixMyStreet's
 * servicerequestupdates. A request made here is the same request as everywhere.
 */
@Component(
    service = Resource.class,
    configurationPid = "io.lamplighter.intake.hotline",
    property = {Resource.PATH + "=/open311/v2", Resource.MAX_BODY + ":Long=65536"})
@Designate(ocd = HotlineConfig.class)
@Path("/")
public final class Open311Resource implements Resource {
  private static final String FORMAT = ".{format: json|xml}";

  private final Access access;
  private final GeoReport report;

  @Activate
  public Open311Resource(
      @Reference Desk desk,
      @Reference Access access,
      @Reference Updates updates,
      @Reference InstantSource clock,
      BundleContext bundle,
      HotlineConfig config) {
    this.access = access;
    ServiceList services =
        ServiceList.load(java.nio.file.Path.of(bundle.getProperty("lamp.data"), "etc/hotline"));
    ServiceRequests requests =
        new ServiceRequests(desk, services, config.agency(), ZoneId.of(config.zone()));
    report = new GeoReport(desk, services, requests, updates, clock, list(config.jurisdictions()));
  }

  /** A .cfg file gives a list as one text. */
  private static Set<String> list(String[] values) {
    return Arrays.stream(values)
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  @GET
  @Path("services" + FORMAT)
  public Response services(
      @PathParam("format") String format, @Context UriInfo uri, @Context HttpHeaders headers) {
    Locale language = language(headers);
    return Errors.answer(format, language, () -> report.services(language, query(uri)));
  }

  @GET
  @Path("services/{code}" + FORMAT)
  public Response definition(
      @PathParam("code") String code,
      @PathParam("format") String format,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    return Errors.answer(format, language(headers), () -> report.definition(code, query(uri)));
  }

  @POST
  @Path("requests" + FORMAT)
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response report(
      @PathParam("format") String format,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      MultivaluedMap<String, String> fields,
      @Context SecurityContext security,
      @Context HttpHeaders headers) {
    ReportForm form = new ReportForm(fields);
    return Errors.answer(
        format,
        language(headers),
        () -> report.report(partner(form.text("api_key"), security), form, key));
  }

  @GET
  @Path("requests" + FORMAT)
  public Response requests(
      @PathParam("format") String format,
      @Context UriInfo uri,
      @Context SecurityContext security,
      @Context HttpHeaders headers) {
    Locale language = language(headers);
    return Errors.answer(
        format, language, () -> report.requests(partner(uri, security), language, query(uri)));
  }

  @GET
  @Path("requests/{no}" + FORMAT)
  public Response request(
      @PathParam("no") String no,
      @PathParam("format") String format,
      @Context UriInfo uri,
      @Context SecurityContext security,
      @Context HttpHeaders headers) {
    Locale language = language(headers);
    return Errors.answer(
        format, language, () -> report.request(partner(uri, security), language, no));
  }

  @GET
  @Path("tokens/{token}" + FORMAT)
  public Response token(
      @PathParam("token") String token,
      @PathParam("format") String format,
      @Context UriInfo uri,
      @Context SecurityContext security,
      @Context HttpHeaders headers) {
    return Errors.answer(
        format, language(headers), () -> report.token(partner(uri, security), token));
  }

  @GET
  @Path("servicerequestupdates" + FORMAT)
  public Response updates(
      @PathParam("format") String format,
      @Context UriInfo uri,
      @Context SecurityContext security,
      @Context HttpHeaders headers) {
    return Errors.answer(
        format, language(headers), () -> report.updates(partner(uri, security), query(uri)));
  }

  private static Query query(UriInfo uri) {
    return new Query(uri.getQueryParameters());
  }

  private static Locale language(HttpHeaders headers) {
    return headers.getAcceptableLanguages().get(0);
  }

  private Caller partner(UriInfo uri, SecurityContext security) {
    return partner(query(uri).text("api_key"), security);
  }

  /** GeoReport carries the key among the parameters; X-Api-Key is as good. */
  private Caller partner(@Nullable String key, SecurityContext security) {
    if (key != null) {
      return access.partner(key);
    }
    if (security.getUserPrincipal() instanceof Caller caller
        && caller.kind() == Caller.Kind.PARTNER) {
      return caller;
    }
    throw new Refusal.Unauthenticated(
        "key-missing", new Text("The api_key was not provided", "缺少 api_key"));
  }
}
