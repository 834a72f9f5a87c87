package io.lamplighter.intake.web;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.http.Params;
import java.util.Set;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * A request's photos, for whoever may see the request. They are strangers' files: they are saved,
 * never shown as a page of ours.
 */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/photos")
@Path("/")
public final class PhotosResource implements Resource {
  private final Photos photos;
  private final Desk desk;

  @Activate
  public PhotosResource(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=web)") UnitOfWork work,
      @Reference Desk desk) {
    this.photos = new Photos(work);
    this.desk = desk;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @MayCall({"agent", "dispatcher", "crew", "supervisor"})
  public Page<Photos.Listed> of(@Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("request"));
    String no = params.text("request");
    params.check();
    if (no == null) {
      throw new Refusal.Invalid("/request", "is missing", "缺失");
    }
    String shown = desk.get((Caller) security.getUserPrincipal(), no).requestNo();
    return Page.all(photos.of(shown));
  }

  @GET
  @Path("{id}")
  @Produces({"image/jpeg", "image/png", "image/webp", MediaType.APPLICATION_JSON})
  @MayCall({"agent", "dispatcher", "crew", "supervisor"})
  public Response one(@PathParam("id") String id, @Context SecurityContext security) {
    Photos.Kept photo = photos.get(id);
    try {
      desk.get((Caller) security.getUserPrincipal(), photo.requestNo());
    } catch (Refusal.NotFound others) {
      throw Photos.unknown();
    }
    String ending = photo.mediaType().substring(photo.mediaType().indexOf('/') + 1);
    return Response.ok(photo.bytes(), photo.mediaType())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"" + photo.requestNo() + "-" + id + "." + ending + "\"")
        .build();
  }
}
