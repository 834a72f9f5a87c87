package ${package};

import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Unkeyed;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.http.StrictBody;
import io.lamplighter.kit.requests.Receipts;
import io.lamplighter.kit.requests.SubmissionFields;
import io.lamplighter.kit.requests.SubmissionFields.Manner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.ext.Providers;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Takes reports in; answers once the desk has committed them. All that judges is the desk's. */
@Component(
    service = Resource.class,
    configurationPid = ChannelConfig.PID,
    property = Resource.PATH + "=/${name}/v1/reports")
@Designate(ocd = ChannelConfig.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ReportsResource implements Resource {
  private static final Set<String> FIELDS =
      Set.of(
          "channelRef",
          "kind",
          "text",
          "customerNo",
          "contact",
          "address",
          "location",
          "region",
          "occurredAt");

  private final Desk desk;
  private final String kind;

  @Activate
  public ReportsResource(@Reference Desk desk, ChannelConfig config) {
    this.desk = desk;
    this.kind = config.kind();
  }

  /** Takes the body as bytes, because the message is kept to the letter. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall(MayCall.PARTNER + ":${name}")
  @Unkeyed("the report has an id")
  public Response take(
      byte @Nullable [] body,
      @Context SecurityContext security,
      @Context Providers providers,
      @Context HttpHeaders headers)
      throws IOException {
    if (body == null || body.length == 0) {
      throw new Refusal.Invalid("", "A report is expected as JSON", "须以 JSON 提交来件");
    }
    Map<?, ?> fields = StrictBody.read(body, Map.class, providers, headers);
    String raw = new String(body, StandardCharsets.UTF_8);
    Receipt receipt =
        desk.submit((Caller) security.getUserPrincipal(), submission(fields, kind, raw));
    return Response.status(receipt.replayed() ? 200 : 201)
        .entity(Receipts.of(receipt, Instant::toString))
        .build();
  }

  /**
   * What a report says.
   *
   * @param kind of one that does not say so; empty when the desk is to find out
   * @throws Refusal.Invalid naming every field that cannot be read
   */
  static Submission submission(Map<?, ?> report, String kind, String raw) {
    Map<Object, Object> said = new HashMap<>(report);
    if (!kind.isEmpty()) {
      said.putIfAbsent("kind", kind);
    }
    SubmissionFields fields = new SubmissionFields(Manner.STRICT, "", said, FIELDS);
    String ref = fields.text("channelRef");
    if (ref == null) {
      fields.wrong("channelRef", "is missing", "缺失");
    }
    return fields.submission("${name}", ref, fields.contact("contact"), raw);
  }
}
