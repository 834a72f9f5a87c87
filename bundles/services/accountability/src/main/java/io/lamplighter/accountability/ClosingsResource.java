package io.lamplighter.accountability;

import io.lamplighter.api.Page;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.http.Languages;
import io.lamplighter.kit.http.Params;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The days and months as they were closed, the library, and how right the rules are. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/accountability")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ClosingsResource implements Resource {
  private final Tools tools;

  @Activate
  public ClosingsResource(@Reference FileDesk desk) {
    tools = desk.tools();
  }

  /**
   * @param closed whether the figures are fixed; else they are those of the month up to now
   */
  record MonthView(String month, boolean closed, List<FigureView> figures) {}

  record FigureView(
      String region,
      String event,
      long opened,
      long upheld,
      long rejected,
      long appealed,
      long changed,
      long annulled,
      List<Long> levels) {
    static FigureView of(MonthClosing.OfRegion one) {
      return new FigureView(
          one.region(),
          one.figure().event(),
          one.figure().opened(),
          one.figure().upheld(),
          one.figure().rejected(),
          one.figure().appealed(),
          one.figure().changed(),
          one.figure().annulled(),
          one.figure().levels());
    }
  }

  @GET
  @Path("days")
  @MayCall({"supervisor", "assessor", "administrator"})
  public Page<DayCloses.Day> days(@Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("month", "after", "limit"));
    YearMonth month = FilesResource.month(params);
    String after = params.text("after");
    int limit = params.limit(50);
    params.check();
    Caller caller = caller(security);
    return tools
        .work()
        .read(t -> new DayCloses(t.connection()).find(caller.region(), month, after, limit));
  }

  @GET
  @Path("months")
  @MayCall({"supervisor", "assessor", "administrator"})
  public MonthView month(@Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("month"));
    YearMonth asked = FilesResource.month(params);
    params.check();
    Caller caller = caller(security);
    YearMonth month = asked == null ? YearMonth.from(tools.day(tools.now())) : asked;
    return tools
        .work()
        .read(
            t -> {
              Months months = new Months(t.connection());
              boolean closed = months.closed() != null && !month.atDay(1).isAfter(months.closed());
              List<MonthClosing.OfRegion> all =
                  closed
                      ? MonthClosing.fixed(t.connection(), month)
                      : MonthClosing.count(t.connection(), month);
              return new MonthView(
                  month.toString(),
                  closed,
                  all.stream()
                      .filter(one -> caller.covers(one.region()))
                      .map(FigureView::of)
                      .toList());
            });
  }

  @GET
  @Path("library")
  @MayCall("staff")
  public LibraryView library(@Context HttpHeaders headers) {
    return LibraryView.of(tools.library().get(), Languages.of(headers));
  }

  @GET
  @Path("rules")
  @MayCall({"supervisor", "assessor", "administrator"})
  public Page<Precision.OfRule> rules(
      @Context HttpHeaders headers, @Context SecurityContext security) {
    Locale locale = Languages.of(headers);
    Caller caller = caller(security);
    Library library = tools.library().get();
    return Page.all(
        tools.work().read(t -> new Precision(t.connection()).of(caller.region(), library, locale)));
  }

  @GET
  @Path("cases")
  @MayCall("staff")
  public Page<Cases.Case> cases(@Context UriInfo uri, @Context HttpHeaders headers) {
    Params params = new Params(uri.getQueryParameters(), Set.of("after", "limit"));
    long before = params.number("after", Long.MAX_VALUE, 1, Long.MAX_VALUE);
    int limit = params.limit(50);
    params.check();
    Cases cases = new Cases(tools.library().get(), tools.house().zone(), Languages.of(headers));
    return tools.work().read(t -> cases.find(t.connection(), before, limit));
  }

  private static Caller caller(SecurityContext security) {
    return (Caller) security.getUserPrincipal();
  }
}
