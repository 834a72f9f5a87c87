package io.lamplighter.accountability;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.accountability.AccountabilityFile;
import io.lamplighter.api.accountability.AccountabilityFiles;
import io.lamplighter.api.accountability.ActOrder;
import io.lamplighter.api.accountability.FileAct;
import io.lamplighter.api.accountability.FileQuery;
import io.lamplighter.api.accountability.FileState;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Versioned;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.http.Params;
import io.lamplighter.kit.http.StrictBody;
import io.lamplighter.kit.http.Versions;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Map;
import java.util.Set;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import javax.ws.rs.ext.Providers;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The files of the negative list: look, and take them through their steps. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/accountability-files")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class FilesResource implements Resource {
  private static final String ME = "me";
  private static final Set<String> FILTERS =
      Set.of(
          "state", "person", "on", "region", "event", "cause", "month", "open", "act", "after",
          "limit");

  private final AccountabilityFiles files;

  @Activate
  public FilesResource(@Reference AccountabilityFiles files) {
    this.files = files;
  }

  @GET
  @MayCall("staff")
  public Page<FileView> find(@Context UriInfo uri, @Context SecurityContext security) {
    Caller caller = caller(security);
    Params params = new Params(uri.getQueryParameters(), FILTERS);
    String person = params.text("person");
    FileQuery query =
        new FileQuery(
            params.oneOf("state", FileState.values(), FileState::wire),
            ME.equals(person) ? Rights.login(caller) : person,
            params.text("on"),
            params.region("region"),
            params.text("event"),
            params.text("cause"),
            month(params),
            params.yesOrNo("open"),
            params.oneOf("act", FileAct.values(), FileAct::wire),
            params.text("after"),
            params.limit(50));
    params.check();
    return files.find(caller, query).map(FileView::of);
  }

  /** Of a parameter {@code month}; null when it is left out. */
  static @Nullable YearMonth month(Params params) {
    String written = params.text("month");
    try {
      return written == null ? null : YearMonth.parse(written);
    } catch (DateTimeException e) {
      params.bad("month", "must be a month as 2026-11", "须为月份，如 2026-11");
      return null;
    }
  }

  @GET
  @Path("{no}")
  @MayCall("staff")
  public Versioned<FileView> get(@PathParam("no") String no, @Context SecurityContext security) {
    return view(files.get(caller(security), no));
  }

  @POST
  @Path("{no}/{act}")
  @MayCall("staff")
  public Versioned<FileView> act(
      @PathParam("no") String no,
      @PathParam("act") String act,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      byte @Nullable [] body,
      @Context SecurityContext security,
      @Context Providers providers,
      @Context HttpHeaders headers)
      throws IOException {
    Caller caller = caller(security);
    FileAct wanted =
        FileAct.ofWire(act)
            .orElseThrow(
                () ->
                    new Refusal.NotFound("act.unknown", new Text("There is no such act", "没有该操作")));
    Long seen = Versions.seen(ifMatch, () -> files.get(caller, no).version());
    Map<String, Object> data = StrictBody.fields(body, providers, headers);
    return view(files.act(caller, new ActOrder(no, wanted, seen, data)));
  }

  private static Versioned<FileView> view(AccountabilityFile file) {
    return new Versioned<>(FileView.of(file), file.version());
  }

  private static Caller caller(SecurityContext security) {
    return (Caller) security.getUserPrincipal();
  }
}
