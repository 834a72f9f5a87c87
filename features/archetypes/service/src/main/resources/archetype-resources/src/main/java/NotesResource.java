package ${package};

import io.lamplighter.api.House;
import io.lamplighter.api.Page;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.http.Params;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Notes about things, for people. */
@Component(
    service = Resource.class,
    configurationPid = ServiceConfig.PID,
    property = Resource.PATH + "=/api/v1/${name}")
@Designate(ocd = ServiceConfig.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class NotesResource implements Resource {
  private final Notes notes;
  private final ZoneId zone;

  @Activate
  public NotesResource(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=${schema})") UnitOfWork work,
      @Reference Journal journal,
      @Reference InstantSource clock,
      @Reference House house) {
    this.notes = new Notes(work, journal, clock);
    this.zone = house.zone();
  }

  record NewNote(@Nullable String about, @Nullable String text) {}

  record NoteView(long id, String about, String text, String actor, OffsetDateTime at) {}

  @GET
  @MayCall("staff")
  public Page<NoteView> about(@Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("about", "limit"));
    String about = params.text("about");
    int limit = params.limit(50);
    if (about == null) {
      params.bad("about", "is missing", "缺失");
    }
    params.check();
    return Page.all(notes.about(caller(security), Objects.requireNonNull(about), limit))
        .map(
            note ->
                new NoteView(
                    note.id(),
                    note.about(),
                    note.text(),
                    note.actor(),
                    note.at().atZone(zone).toOffsetDateTime()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall({"agent", "dispatcher", "supervisor"})
  public void note(@Nullable NewNote wanted, @Context SecurityContext security) {
    NewNote note = wanted == null ? new NewNote(null, null) : wanted;
    notes.note(
        caller(security),
        Objects.requireNonNullElse(note.about(), ""),
        Objects.requireNonNullElse(note.text(), ""));
  }

  private static Caller caller(SecurityContext security) {
    return (Caller) security.getUserPrincipal();
  }
}
