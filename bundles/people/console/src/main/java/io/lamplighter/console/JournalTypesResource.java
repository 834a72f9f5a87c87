package io.lamplighter.console;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.journal.FactTypes;
import io.lamplighter.kit.http.Params;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.UriInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What may stand in the journal: each type of entry with the JSON Schema of its data. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/journal/types")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class JournalTypesResource implements Resource {
  private final FactTypes types;

  @Activate
  public JournalTypesResource(@Reference FactTypes types) {
    this.types = types;
  }

  @GET
  @MayCall({"staff", "partner"})
  public Page<FactTypes.Type> all(@Context UriInfo uri) {
    Params params = new Params(uri.getQueryParameters(), Set.of("after", "limit"));
    String after = params.text("after");
    int limit = params.limit(100);
    params.check();
    List<FactTypes.Type> left =
        types.all().stream()
            .filter(one -> after == null || one.type().compareTo(after) > 0)
            .toList();
    boolean last = left.size() <= limit;
    List<FactTypes.Type> items = last ? left : left.subList(0, limit);
    return new Page<>(items, last ? null : items.get(limit - 1).type());
  }

  @GET
  @Path("{type}")
  @MayCall({"staff", "partner"})
  public Map<String, Object> one(@PathParam("type") String type) {
    return types
        .find(type)
        .orElseThrow(
            () ->
                new Refusal.NotFound(
                    "journal.type-unknown",
                    new Text("No part that is installed writes this type", "已安装的部件均不写入此类型")))
        .schema();
  }
}
