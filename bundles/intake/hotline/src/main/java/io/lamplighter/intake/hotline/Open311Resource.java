package io.lamplighter.intake.hotline;

import io.lamplighter.api.House;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Unkeyed;
import io.lamplighter.api.journal.Looks;
import io.lamplighter.api.security.Access;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.data.DataFolder;
import io.lamplighter.kit.text.CommaList;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
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
 * servicerequestupdates. A request made here is the same request as everywhere. The key may stand
 * in the form or the query, so the door takes its partner for a stranger.
 */
@Component(
    service = Resource.class,
    configurationPid = "io.lamplighter.intake.hotline",
    property = Resource.PATH + "=/open311/v2")
@Designate(ocd = HotlineConfig.class)
@Path("/")
public final class Open311Resource implements Resource {
  private static final String ANY = "{path: .*}";
  private static final String FORMAT = ".{format: json|xml}";

  private final Access access;
  private final GeoReport report;

  @Activate
  public Open311Resource(
      @Reference Desk desk,
      @Reference Looks looks,
      @Reference Access access,
      @Reference Updates updates,
      @Reference InstantSource clock,
      @Reference House house,
      BundleContext bundle,
      HotlineConfig config) {
    this.access = access;
    ServiceList services = ServiceList.load(DataFolder.of(bundle).own("hotline"));
    ServiceRequests requests =
        new ServiceRequests(desk, looks, services, updates, config.agency(), house.zone());
    report = new GeoReport(desk, services, requests, updates, clock, list(config.jurisdictions()));
  }

  /** A .cfg file gives a list as one text. */
  private static Set<String> list(String[] values) {
    return Set.copyOf(CommaList.of(values));
  }

  @GET
  @Path("services" + FORMAT)
  @MayCall({"public", "partner", "staff"})
  public Response services(
      @PathParam("format") String format, @Context UriInfo uri, @Context HttpHeaders headers) {
    Locale language = language(headers);
    return Errors.answer(format, language, () -> report.services(language, query(uri)));
  }

  @GET
  @Path("services/{code}" + FORMAT)
  @MayCall({"public", "partner", "staff"})
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
  @MayCall(
      value = {"public", "partner"},
      body = 65_536,
      strangers = 65_536)
  @Unkeyed("the key is the channel's own id")
  public Response report(
      @PathParam("format") String format,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      MultivaluedMap<String, String> fields,
      @Context SecurityContext security,
      @Context HttpHeaders headers) {
    Open311Form form = new Open311Form(fields);
    return Errors.answer(
        format,
        language(headers),
        () -> report.report(partner(form.text("api_key"), security), form, key));
  }

  @GET
  @Path("requests" + FORMAT)
  @MayCall({"public", "partner"})
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
  @MayCall({"public", "partner"})
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
  @MayCall({"public", "partner"})
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
  @MayCall({"public", "partner"})
  public Response updates(
      @PathParam("format") String format,
      @Context UriInfo uri,
      @Context SecurityContext security,
      @Context HttpHeaders headers) {
    return Errors.answer(
        format, language(headers), () -> report.updates(partner(uri, security), query(uri)));
  }

  /** What no other method takes is answered in GeoReport's form too. */
  @GET
  @Path(ANY)
  @MayCall({"public", "partner", "staff"})
  public Response otherGet(@PathParam("path") String path, @Context HttpHeaders headers) {
    return Errors.otherwise("GET", path, language(headers));
  }

  @POST
  @Path(ANY)
  @MayCall({"public", "partner", "staff"})
  @Consumes(MediaType.WILDCARD)
  @Unkeyed("does nothing")
  public Response otherPost(@PathParam("path") String path, @Context HttpHeaders headers) {
    return Errors.otherwise("POST", path, language(headers));
  }

  @PUT
  @Path(ANY)
  @MayCall({"public", "partner", "staff"})
  @Consumes(MediaType.WILDCARD)
  @Unkeyed("does nothing")
  public Response put(@PathParam("path") String path, @Context HttpHeaders headers) {
    return Errors.otherwise("PUT", path, language(headers));
  }

  @PATCH
  @Path(ANY)
  @MayCall({"public", "partner", "staff"})
  @Consumes(MediaType.WILDCARD)
  @Unkeyed("does nothing")
  public Response patch(@PathParam("path") String path, @Context HttpHeaders headers) {
    return Errors.otherwise("PATCH", path, language(headers));
  }

  @DELETE
  @Path(ANY)
  @MayCall({"public", "partner", "staff"})
  @Consumes(MediaType.WILDCARD)
  @Unkeyed("does nothing")
  public Response delete(@PathParam("path") String path, @Context HttpHeaders headers) {
    return Errors.otherwise("DELETE", path, language(headers));
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
