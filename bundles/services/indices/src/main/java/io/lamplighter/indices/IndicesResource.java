package io.lamplighter.indices;

import io.lamplighter.api.House;
import io.lamplighter.api.Page;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.indices.Case;
import io.lamplighter.api.indices.Indices;
import io.lamplighter.api.indices.Indices.CaseQuery;
import io.lamplighter.api.indices.Indices.Described;
import io.lamplighter.api.indices.Indices.Figure;
import io.lamplighter.api.indices.Indices.FigureQuery;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.http.Params;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Indices (指标): which there are, their figures, and the cases behind each. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/indices")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class IndicesResource implements Resource {
  private final Indices indices;
  private final House house;

  @Activate
  public IndicesResource(@Reference Indices indices, @Reference House house) {
    this.indices = indices;
    this.house = house;
  }

  record TextView(String en, String zh) {}

  /**
   * @param measure share, minutes, ratio or per-thousand
   */
  record IndexView(
      String index,
      int edition,
      TextView name,
      TextView formula,
      String measure,
      boolean moreIsBetter,
      List<String> types,
      List<String> parts,
      boolean mayDrill) {
    static IndexView of(Described one) {
      return new IndexView(
          one.code(),
          one.edition(),
          new TextView(one.name().en(), one.name().zh()),
          new TextView(one.formula().en(), one.formula().zh()),
          one.measure().wire(),
          one.moreIsBetter(),
          one.types(),
          one.parts(),
          one.mayDrill());
    }
  }

  /**
   * @param begin with the house's offset: so everybody reads the same day in it
   */
  record FigureView(
      @Nullable String unit,
      @Nullable String name,
      @Nullable OffsetDateTime begin,
      long cases,
      long waiting,
      @Nullable Double value,
      @Nullable Double low,
      @Nullable Double high,
      boolean few) {
    static FigureView of(Figure one, ZoneId zone) {
      Instant begin = one.begin();
      return new FigureView(
          one.unit(),
          one.name(),
          begin == null ? null : begin.atZone(zone).toOffsetDateTime(),
          one.cases(),
          one.waiting(),
          one.value(),
          one.low(),
          one.high(),
          one.few());
    }
  }

  /**
   * @param on what it leads back to: a request's number
   * @param outOf what the value is out of; 1 for a share or a mean
   */
  record CaseView(
      String id,
      String on,
      String region,
      @Nullable String cell,
      Instant at,
      @Nullable String part,
      @Nullable Double value,
      double outOf) {
    static CaseView of(Case one) {
      return new CaseView(
          one.id(),
          one.subject(),
          one.region(),
          one.cell(),
          one.at(),
          one.part(),
          one.value(),
          one.outOf());
    }
  }

  @GET
  @MayCall({"agent", "dispatcher", "supervisor", "assessor", "administrator"})
  public Page<IndexView> all(@Context UriInfo uri, @Context SecurityContext security) {
    new Params(uri.getQueryParameters(), Set.of()).check();
    return Page.all(indices.all(caller(security)).stream().map(IndexView::of).toList());
  }

  @GET
  @Path("{index}/figures")
  @MayCall({"agent", "dispatcher", "supervisor", "assessor", "administrator"})
  public Page<FigureView> figures(
      @PathParam("index") String index, @Context UriInfo uri, @Context SecurityContext security) {
    Params params =
        new Params(uri.getQueryParameters(), Set.of("part", "by", "under", "step", "from", "to"));
    LocalDate from = day(params, "from");
    LocalDate to = day(params, "to");
    FigureQuery query =
        new FigureQuery(
            index,
            params.text("part"),
            params.text("by"),
            params.text("under"),
            params.text("step"),
            from,
            to);
    params.check();
    return Page.all(
        indices.figures(caller(security), query).stream()
            .map(one -> FigureView.of(one, house.zone()))
            .toList());
  }

  @GET
  @Path("{index}/cases")
  @MayCall({"agent", "dispatcher", "supervisor", "assessor", "administrator"})
  public Page<CaseView> cases(
      @PathParam("index") String index, @Context UriInfo uri, @Context SecurityContext security) {
    Params params =
        new Params(
            uri.getQueryParameters(),
            Set.of("part", "under", "from", "to", "missed", "waiting", "after", "limit"));
    CaseQuery query =
        new CaseQuery(
            index,
            params.text("part"),
            params.text("under"),
            day(params, "from"),
            day(params, "to"),
            params.yesOrNo("missed"),
            params.yesOrNo("waiting"),
            params.text("after"),
            params.limit(50));
    params.check();
    return indices.cases(caller(security), query).map(CaseView::of);
  }

  /** What is no day is named by {@link Params#check}; until then any other will do. */
  private static LocalDate day(Params params, String name) {
    String written = params.text(name);
    try {
      if (written != null) {
        return LocalDate.parse(written);
      }
      params.bad(name, "is missing", "缺失");
    } catch (DateTimeException e) {
      params.bad(name, "must be a day, as 2026-11-30", "须为日期，如 2026-11-30");
    }
    return LocalDate.EPOCH;
  }

  private static Caller caller(SecurityContext security) {
    return (Caller) security.getUserPrincipal();
  }
}
