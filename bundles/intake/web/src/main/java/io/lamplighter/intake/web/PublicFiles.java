package io.lamplighter.intake.web;

import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.kit.files.BundleFiles;
import javax.ws.rs.GET;
import javax.ws.rs.NotFoundException;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The style and the little script of the public pages. */
@Component(service = Resource.class, property = Resource.PATH + "=/public")
@Path("/")
public final class PublicFiles implements Resource {
  private final BundleFiles files;

  @Activate
  public PublicFiles(BundleContext context) {
    files = new BundleFiles(path -> context.getBundle().getEntry("public/" + path));
  }

  @GET
  @Path("{file}")
  @MayCall({"public", "partner", "staff"})
  public Response file(@PathParam("file") String file, @Context HttpHeaders headers) {
    Response.ResponseBuilder answer = files.answer(file, headers);
    if (answer == null) {
      throw new NotFoundException();
    }
    return answer.build();
  }
}
