package io.lamplighter.console;

import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Unkeyed;
import io.lamplighter.api.journal.Seals.Finding;
import io.lamplighter.api.journal.Seals.Verdict;
import io.lamplighter.api.journal.Verification;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.http.GrowingAnswer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.StreamingOutput;
import javax.ws.rs.ext.Providers;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Has the sealed journal verified while the caller watches; who leaves ends it. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/journal/verification")
@Path("/")
public final class VerificationResource implements Resource {
  private final Verification verification;
  private volatile boolean leaving;

  @Activate
  public VerificationResource(@Reference Verification verification) {
    this.verification = verification;
  }

  @POST
  @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
  @MayCall({"supervisor", "assessor", "integrator", "administrator"})
  @Unkeyed("only asks")
  public Response verify(
      @Context SecurityContext security,
      @Context HttpHeaders headers,
      @Context Providers providers) {
    Caller caller = Callers.of(security);
    verification.check(caller);
    boolean events = GrowingAnswer.wantsEvents(headers);
    StreamingOutput output =
        out -> {
          GrowingAnswer answer = new GrowingAnswer(out, events, providers);
          try {
            Verdict verdict =
                verification.run(
                    caller,
                    (blocks, of) -> {
                      answer.progress(Map.of("blocks", blocks, "of", of));
                      return !answer.left() && !leaving;
                    });
            answer.end("verdict", view(verdict));
          } catch (CancellationException e) {
            // Nobody is there any more who could hear it.
          }
        };
    return Response.ok(output, GrowingAnswer.type(events)).build();
  }

  private static Map<String, Object> view(Verdict verdict) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("sound", verdict.sound());
    view.put("blocks", verdict.blocks());
    view.put("entries", verdict.entries());
    view.put("unsealed", verdict.unsealed());
    view.put("tookMs", verdict.took().toMillis());
    view.put("findings", verdict.findings().stream().map(VerificationResource::view).toList());
    return view;
  }

  private static Map<String, @Nullable Object> view(Finding finding) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("damage", finding.damage().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    view.put("block", finding.block());
    view.put("entry", finding.entry() == null ? null : finding.entry().toString());
    view.put("detail", finding.detail());
    return view;
  }

  @Override
  public void leaving() {
    leaving = true;
  }

  @Deactivate
  void stop() {
    leaving = true;
  }
}
