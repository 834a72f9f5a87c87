package io.lamplighter.dispatch;

import io.lamplighter.api.Page;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.kit.http.Params;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.UriInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What can be done in the field, and how long it takes. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/work-kinds")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class WorkKindsResource implements Resource {
  private final CrewDesk desk;

  @Activate
  public WorkKindsResource(@Reference CrewDesk desk) {
    this.desk = desk;
  }

  /**
   * @param minutes to plan with, by what all crews have shown
   * @param tableMinutes as the table has it
   * @param cases how many are behind it
   */
  record View(
      String code,
      String name,
      String nameZh,
      Set<String> requestKinds,
      Set<String> skills,
      int minutes,
      int tableMinutes,
      int cases,
      int people,
      Set<String> tools,
      Set<String> together) {}

  /** In the order of the table. */
  @GET
  @MayCall("staff")
  public Page<View> kinds(@Context UriInfo uri) {
    new Params(uri.getQueryParameters(), Set.of()).check();
    Durations.Known known =
        desk.work().read(t -> desk.durations().known(t.connection(), List.of()));
    List<View> all =
        desk.kinds().all().stream().map(kind -> view(kind, known.of(kind, null))).toList();
    return Page.all(all);
  }

  private static View view(WorkKind kind, Durations.Learned learned) {
    Set<String> requests = new TreeSet<>();
    kind.requests().stream().map(RequestKind::wire).forEach(requests::add);
    return new View(
        kind.code(),
        kind.name().en(),
        kind.name().zh(),
        requests,
        new TreeSet<>(kind.skills()),
        learned.minutes(),
        kind.minutes(),
        learned.allCases(),
        kind.people(),
        new TreeSet<>(kind.tools()),
        new TreeSet<>(kind.together()));
  }
}
