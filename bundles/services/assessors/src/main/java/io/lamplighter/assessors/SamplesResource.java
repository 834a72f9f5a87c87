package io.lamplighter.assessors;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.assessors.CaseEvidence;
import io.lamplighter.api.assessors.Sample;
import io.lamplighter.api.assessors.SampleOf;
import io.lamplighter.api.assessors.SampleOrder;
import io.lamplighter.api.assessors.Verdict;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Versioned;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.http.Params;
import io.lamplighter.kit.http.Versions;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.StreamingOutput;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Samples (抽样): commit, draw, look at the evidence, say what is found. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/samples")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class SamplesResource implements Resource {
  /** Each takes a while, and a place of the door's. */
  private final Semaphore exporting = new Semaphore(1);

  private final SamplesService samples;
  private final Export export;

  @Activate
  public SamplesResource(@Reference SamplesService samples, @Reference AssessorDesk desk) {
    this.samples = samples;
    this.export = new Export(desk.tools(), desk);
  }

  private static final String ZIP = "application/zip";
  private static final Duration LATER = Duration.ofSeconds(5);

  record NewSample(
      @Nullable String of,
      @Nullable String region,
      @Nullable String from,
      @Nullable String to,
      @Nullable Integer size,
      @Nullable String commitment) {}

  record DrawBody(@Nullable String secret) {}

  record FindingBody(@Nullable String verdict, @Nullable String words) {}

  @GET
  @MayCall({"supervisor", "assessor", "administrator"})
  public Page<SampleView> find(@Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("after", "limit"));
    String after = params.text("after");
    int limit = params.limit(50);
    params.check();
    return samples.find(caller(security), after, limit).map(SampleView::of);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall("assessor")
  public Response commit(@Nullable NewSample body, @Context SecurityContext security) {
    NewSample wanted = body == null ? new NewSample(null, null, null, null, null, null) : body;
    Sample sample =
        samples.commit(
            caller(security),
            new SampleOrder(
                oneOf("/of", wanted.of(), SampleOf.values(), SampleOf::wire),
                wanted.region(),
                day("/from", wanted.from()),
                day("/to", wanted.to()),
                Objects.requireNonNullElse(wanted.size(), 0),
                wanted.commitment()));
    return Response.created(URI.create("/api/v1/samples/" + sample.no()))
        .entity(view(sample))
        .build();
  }

  @GET
  @Path("{no}")
  @MayCall({"supervisor", "assessor", "administrator"})
  public Versioned<SampleView> get(@PathParam("no") String no, @Context SecurityContext security) {
    return view(samples.get(caller(security), no));
  }

  @POST
  @Path("{no}/draw")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall("assessor")
  public Versioned<SampleView> draw(
      @PathParam("no") String no,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Nullable DrawBody body,
      @Context SecurityContext security) {
    Caller caller = caller(security);
    Long seen = Versions.seen(ifMatch, () -> samples.get(caller, no).version());
    String secret = body == null ? null : body.secret();
    return view(samples.draw(caller, no, seen, Objects.requireNonNullElse(secret, "")));
  }

  @GET
  @Path("{no}/cases/{case}")
  @MayCall("assessor")
  public CaseEvidence evidence(
      @PathParam("no") String no,
      @PathParam("case") String caseNo,
      @Context SecurityContext security) {
    return samples.evidence(caller(security), no, caseNo);
  }

  /** All that is needed to compute it anew elsewhere, while it is read. */
  @GET
  @Path("{no}/export")
  @Produces(ZIP)
  @MayCall("assessor")
  public Response export(@PathParam("no") String no, @Context SecurityContext security) {
    Caller caller = caller(security);
    SampleProof.Stand stand = samples.taken(caller, no);
    if (exporting.availablePermits() == 0) {
      throw new Refusal.TooMany(LATER);
    }
    StreamingOutput all =
        out -> {
          exporting.acquireUninterruptibly();
          try {
            export.write(caller, stand, Objects.requireNonNull(stand.sample().drawn()), out);
          } finally {
            exporting.release();
          }
        };
    return Response.ok(all)
        .type(ZIP)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + no + ".zip\"")
        .build();
  }

  @POST
  @Path("{no}/cases/{case}/findings")
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall("assessor")
  public Versioned<SampleView> record(
      @PathParam("no") String no,
      @PathParam("case") String caseNo,
      @Nullable FindingBody body,
      @Context SecurityContext security) {
    FindingBody said = body == null ? new FindingBody(null, null) : body;
    return view(
        samples.record(
            caller(security),
            no,
            caseNo,
            oneOf("/verdict", said.verdict(), Verdict.values(), Verdict::wire),
            Objects.requireNonNullElse(said.words(), "")));
  }

  private static Versioned<SampleView> view(Sample sample) {
    return new Versioned<>(SampleView.of(sample), sample.version());
  }

  private static <E extends Enum<E>> @Nullable E oneOf(
      String pointer, @Nullable String written, E[] all, Function<E, String> wire) {
    if (written == null) {
      return null;
    }
    for (E each : all) {
      if (wire.apply(each).equals(written)) {
        return each;
      }
    }
    String words = Arrays.stream(all).map(wire).collect(Collectors.joining(", "));
    throw new Refusal.Invalid(pointer, "must be one of " + words, "须为以下之一：" + words);
  }

  private static @Nullable LocalDate day(String pointer, @Nullable String written) {
    try {
      return written == null ? null : LocalDate.parse(written);
    } catch (DateTimeException e) {
      throw new Refusal.Invalid(pointer, "must be a day, as 2026-11-30", "须为日期，如 2026-11-30");
    }
  }

  private static Caller caller(SecurityContext security) {
    return (Caller) security.getUserPrincipal();
  }
}
