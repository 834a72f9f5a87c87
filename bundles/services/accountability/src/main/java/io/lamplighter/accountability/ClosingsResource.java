package io.lamplighter.accountability;

import io.lamplighter.api.Page;
import io.lamplighter.api.Text;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.http.Languages;
import io.lamplighter.kit.http.Params;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
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

  /** A word of the library, as people read it. */
  record Word(String word, String name) {}

  record LineView(
      String line,
      String edition,
      @Nullable String from,
      @Nullable String to,
      String event,
      String fault,
      String consequence,
      int level,
      String measure,
      String article) {
    static LineView of(LibraryLine line) {
      return new LineView(
          line.line(),
          line.edition(),
          line.from() == null ? null : line.from().toString(),
          line.to() == null ? null : line.to().toString(),
          line.event(),
          line.fault(),
          line.consequence(),
          line.level(),
          line.measure(),
          line.article());
    }
  }

  record LibraryView(
      List<Word> events,
      List<Word> faults,
      List<Word> consequences,
      List<Word> measures,
      List<Word> mitigations,
      List<LineView> lines) {}

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
    Locale locale = Languages.of(headers);
    Library library = tools.library().get();
    List<Word> measures = new ArrayList<>();
    library
        .measures()
        .values()
        .forEach(one -> measures.add(new Word(one.word(), one.name().in(locale))));
    List<Word> events = new ArrayList<>();
    library
        .events()
        .values()
        .forEach(one -> events.add(new Word(one.event(), one.name().in(locale))));
    List<Word> mitigations = new ArrayList<>();
    library.adjustments().values().stream()
        .filter(one -> !one.word().equals(Adjustment.REPEATED))
        .forEach(one -> mitigations.add(new Word(one.word(), one.name().in(locale))));
    return new LibraryView(
        events,
        words(library.faults(), locale),
        words(library.consequences(), locale),
        measures,
        mitigations,
        library.lines().stream().map(LineView::of).toList());
  }

  private static List<Word> words(Map<String, Text> words, Locale locale) {
    return words.entrySet().stream()
        .map(one -> new Word(one.getKey(), one.getValue().in(locale)))
        .toList();
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
