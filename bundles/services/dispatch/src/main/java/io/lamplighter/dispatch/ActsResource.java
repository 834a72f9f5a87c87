package io.lamplighter.dispatch;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Unkeyed;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.http.Languages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.ws.rs.Consumes;
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

/** What crews have done, and its pictures; all of it may come twice and late. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/acts")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ActsResource implements Resource {
  private static final int MOST = 100;
  private static final long LARGEST_ACTS = 1 << 20;

  private final WorkDesk desk;
  private final Acts acts;
  private final Files files;

  @Activate
  public ActsResource(@Reference WorkDesk desk) {
    this.desk = desk;
    acts = desk.acts();
    files = new Files(desk.tools(), acts);
  }

  /**
   * What became of an act.
   *
   * @param reason in words, when it is not simply done
   */
  record Answer(String id, String outcome, @Nullable String reason) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall(value = "crew", body = LARGEST_ACTS)
  @Unkeyed("each act is known by its own id")
  public Page<Answer> take(
      List<Act.@Nullable Sent> body,
      @Context SecurityContext security,
      @Context HttpHeaders headers) {
    if (body.isEmpty() || body.size() > MOST) {
      throw new Refusal.Invalid("", "must be 1 to " + MOST + " acts", "须为 1 至 " + MOST + " 个动作");
    }
    return Page.all(take(acts, (Caller) security.getUserPrincipal(), body, Languages.of(headers)));
  }

  /** One that is wrong keeps no other back; only what has no id of its own refuses all. */
  static List<Answer> take(
      Acts acts, Caller caller, List<Act.@Nullable Sent> body, Locale language) {
    List<Act> read = new ArrayList<>();
    Map<Integer, Answer> wrong = new TreeMap<>();
    for (int i = 0; i < body.size(); i++) {
      Act.Sent sent =
          Objects.requireNonNullElse(
              body.get(i), new Act.Sent(null, null, null, null, null, null, null, null));
      try {
        read.add(Act.read(sent, "/" + i, acts.now()));
      } catch (Refusal.Invalid invalid) {
        UUID id = Act.uuid(new ArrayList<>(), "", sent.id());
        if (id == null) {
          throw invalid;
        }
        wrong.put(i, new Answer(id.toString(), "refused", says(invalid, language)));
      }
    }
    List<Answer> answers = new ArrayList<>();
    for (Acts.Done done : acts.take(caller, read)) {
      answers.add(answer(done, language));
    }
    wrong.forEach(answers::add);
    return answers;
  }

  private static String says(Refusal.Invalid invalid, Locale language) {
    return invalid.errors().stream()
        .map(one -> one.pointer() + " " + one.message().in(language))
        .collect(Collectors.joining("; "));
  }

  private static Answer answer(Acts.Done done, Locale language) {
    String says = done.outcome().says().in(language);
    return new Answer(
        done.act().id().toString(), done.outcome().wire(), says.isEmpty() ? null : says);
  }

  @PUT
  @Path("files/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall("crew")
  @Unkeyed("a file is known by its own id")
  public Response begin(
      @PathParam("id") String id,
      Files.@Nullable Announced body,
      @Context SecurityContext security) {
    files.begin(
        (Caller) security.getUserPrincipal(),
        id,
        Objects.requireNonNullElse(body, new Files.Announced(null, null, null, null, null)));
    return Response.noContent().build();
  }

  @PUT
  @Path("files/{id}/{part}")
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  @MayCall(value = "crew", body = Files.PART)
  @Unkeyed("a part is known by its place in the file")
  public Response put(
      @PathParam("id") String id,
      @PathParam("part") String part,
      byte[] body,
      @Context SecurityContext security) {
    if (!part.matches("\\d{1,4}")) {
      throw new Refusal.Invalid("/part", "must be a number", "须为数字");
    }
    files.put((Caller) security.getUserPrincipal(), id, Integer.parseInt(part), body);
    return Response.noContent().build();
  }
}
