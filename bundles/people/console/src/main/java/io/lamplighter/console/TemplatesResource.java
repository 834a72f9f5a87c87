package io.lamplighter.console;

import io.lamplighter.api.Page;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Versioned;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.console.Templates.Template;
import io.lamplighter.kit.http.Versions;
import java.net.URI;
import java.time.InstantSource;
import java.util.Objects;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Answers that are written again and again. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/templates")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class TemplatesResource implements Resource {
  private static final TemplateBody NOTHING = new TemplateBody(null, null, null, null, null, null);

  private final Templates templates;
  private final InstantSource clock;

  @Activate
  public TemplatesResource(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=console)") UnitOfWork work,
      @Reference InstantSource clock) {
    this.templates = new Templates(work);
    this.clock = clock;
  }

  @GET
  @MayCall({"agent", "dispatcher", "crew", "supervisor", "administrator"})
  public Page<Template> all(@Context SecurityContext security) {
    return Page.all(templates.of(Callers.of(security), Page.MAX));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall({"supervisor", "administrator"})
  public Response add(@Nullable TemplateBody body, @Context SecurityContext security) {
    Template made = templates.add(Callers.of(security), given(body), clock.instant());
    return Response.created(URI.create("/api/v1/templates/" + made.id()))
        .entity(view(made))
        .build();
  }

  @GET
  @Path("{id}")
  @MayCall({"agent", "dispatcher", "crew", "supervisor", "administrator"})
  public Versioned<Template> get(@PathParam("id") String id, @Context SecurityContext security) {
    return view(templates.get(Callers.of(security), id));
  }

  @PUT
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall({"supervisor", "administrator"})
  public Versioned<Template> change(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable TemplateBody body,
      @Context SecurityContext security) {
    Caller caller = Callers.of(security);
    Long seen = Versions.seen(ifMatch, () -> templates.get(caller, id).version());
    return view(templates.change(caller, id, seen, given(body), clock.instant()));
  }

  @DELETE
  @Path("{id}")
  @MayCall({"supervisor", "administrator"})
  public void remove(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Context SecurityContext security) {
    Caller caller = Callers.of(security);
    templates.remove(caller, id, Versions.seen(ifMatch, () -> templates.get(caller, id).version()));
  }

  private static TemplateBody given(@Nullable TemplateBody body) {
    return Objects.requireNonNullElse(body, NOTHING);
  }

  private static Versioned<Template> view(Template template) {
    return new Versioned<>(template, template.version());
  }
}
