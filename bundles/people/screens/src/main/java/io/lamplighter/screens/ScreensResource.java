package io.lamplighter.screens;

import io.lamplighter.api.House;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.kit.files.BundleFiles;
import io.lamplighter.kit.parts.InstalledParts;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.ws.rs.GET;
import javax.ws.rs.NotFoundException;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The hall: its frame, which parts bring screens, and their files. */
@Component(service = Resource.class, property = Resource.PATH + "=/app")
@Path("/")
public final class ScreensResource implements Resource {
  /**
   * Everything from this host and nothing inline; the one script that is, the map of names, by its
   * hash.
   */
  private static final String POLICY =
      "default-src 'none'; script-src 'self' '%s'; style-src 'self'; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final BundleContext context;
  private final House house;
  private final BundleFiles frame;
  private final Parts parts;
  private final String policy;

  @Activate
  public ScreensResource(
      BundleContext context, @Reference InstantSource clock, @Reference House house)
      throws IOException {
    this.context = context;
    this.house = house;
    frame = Parts.files(context.getBundle());
    policy =
        String.format(
            Locale.ROOT, POLICY, read(context.getBundle().getEntry("web/script-hash.txt")));
    parts = new Parts(context, clock);
  }

  /**
   * In which context the house is; the frame says it over every screen, and before the sign-in. And
   * by which channels requests come in.
   */
  @GET
  @Path("house.json")
  @Produces(MediaType.APPLICATION_JSON)
  @MayCall({"public", "partner", "staff"})
  public String house() {
    String channels =
        InstalledParts.channels(context).stream()
            .map(channel -> '"' + channel + '"')
            .collect(Collectors.joining(","));
    return "{\"context\":\"" + house.context() + "\",\"channels\":[" + channels + "]}";
  }

  @GET
  @Path("parts.json")
  @Produces(MediaType.APPLICATION_JSON)
  @MayCall("staff")
  public String parts() {
    return parts.list();
  }

  @GET
  @Path("parts/{name}/{file: .+}")
  @MayCall({"public", "partner", "staff"})
  public Response file(
      @PathParam("name") String name,
      @PathParam("file") String file,
      @Context HttpHeaders headers) {
    BundleFiles files = parts.files(name);
    return withPolicy(files == null ? null : files.answer(file, headers));
  }

  /** A path of the frame's own router is the frame. */
  @GET
  @Path("{path: .*}")
  @MayCall({"public", "partner", "staff"})
  public Response frame(@PathParam("path") String path, @Context HttpHeaders headers) {
    boolean page = !path.substring(path.lastIndexOf('/') + 1).contains(".");
    return withPolicy(frame.answer(page ? "index.html" : path, headers));
  }

  /** Scripts bring it too: a worker obeys the policy that comes with its own file. */
  private Response withPolicy(Response.@Nullable ResponseBuilder answer) {
    if (answer == null) {
      throw new NotFoundException();
    }
    return answer
        .header("Content-Security-Policy", policy)
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .build();
  }

  private static String read(@Nullable URL file) throws IOException {
    if (file == null) {
      throw new FileNotFoundException("web/script-hash.txt");
    }
    try (InputStream in = file.openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  @Deactivate
  void stop() {
    parts.close();
  }
}
