package io.lamplighter.dispatch;

import io.lamplighter.api.Location;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.customers.Customer;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Versioned;
import io.lamplighter.api.journal.Look;
import io.lamplighter.api.security.Caller;
import io.lamplighter.dispatch.BoardView.SpanView;
import io.lamplighter.dispatch.StationDay.CrewRow;
import io.lamplighter.kit.http.Languages;
import io.lamplighter.kit.http.Params;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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

/** What a crew has to do, for its own people. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/tours")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ToursResource implements Resource {
  private final WorkDesk desk;

  @Activate
  public ToursResource(@Reference WorkDesk desk) {
    this.desk = desk;
  }

  record ContactView(@Nullable String name, @Nullable String phone) {
    /** Whoever asked, else the customer himself. */
    static @Nullable ContactView of(
        Submission.@Nullable Contact contact, @Nullable Customer customer) {
      String name = contact == null ? null : contact.name();
      String phone = contact == null ? null : contact.phone();
      if (phone == null && customer != null && !customer.phones().isEmpty()) {
        return new ContactView(name == null ? customer.name() : name, customer.phones().get(0));
      }
      return contact == null ? null : new ContactView(name, phone);
    }
  }

  /**
   * A stop with whose it is.
   *
   * @param address with {@code text} and {@code contact} as the desk has them, or the customer's
   *     own where nothing else was said; null while nobody can say
   */
  record StopView(
      String workOrder,
      String requestNo,
      String kind,
      String state,
      @Nullable String station,
      @Nullable String crew,
      @Nullable String mode,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable Instant due,
      Instant openedAt,
      @Nullable Instant arrive,
      @Nullable Instant start,
      @Nullable Instant leave,
      int minutes,
      int people,
      Set<String> skills,
      boolean pinned,
      int priority,
      boolean important,
      boolean heldBack,
      @Nullable Location location,
      boolean located,
      @Nullable String result,
      @Nullable String failedFor,
      List<WorkView.ProblemView> problems,
      long version,
      @Nullable String address,
      @Nullable String text,
      @Nullable ContactView contact) {
    static StopView of(WorkView work, @Nullable Request request, @Nullable Customer customer) {
      return new StopView(
          work.workOrder(),
          work.requestNo(),
          work.kind(),
          work.state(),
          work.station(),
          work.crew(),
          work.mode(),
          work.from(),
          work.to(),
          work.due(),
          work.openedAt(),
          work.arrive(),
          work.start(),
          work.leave(),
          work.minutes(),
          work.people(),
          work.skills(),
          work.pinned(),
          work.priority(),
          work.important(),
          work.heldBack(),
          work.location(),
          work.located(),
          work.result(),
          work.failedFor(),
          work.problems(),
          work.version(),
          address(request, customer),
          request == null ? null : request.text(),
          ContactView.of(request == null ? null : request.contact(), customer));
    }

    private static @Nullable String address(
        @Nullable Request request, @Nullable Customer customer) {
      String said = request == null ? null : request.address();
      return said == null && customer != null ? customer.address() : said;
    }
  }

  record TourView(
      String crew,
      String name,
      String station,
      String day,
      long version,
      @Nullable SpanView shift,
      @Nullable SpanView rest,
      @Nullable Location location,
      List<StopView> stops,
      double km) {}

  /**
   * Of the crew that the caller is of, on a day or, without one, of the shift it is in; the looks
   * at its customers are noted.
   */
  @GET
  @Path("mine")
  @MayCall("crew")
  public Versioned<TourView> mine(
      @Context UriInfo uri, @Context SecurityContext security, @Context HttpHeaders headers) {
    Params params = new Params(uri.getQueryParameters(), Set.of("day"));
    LocalDate asked = day(params);
    params.check();
    Caller caller = (Caller) security.getUserPrincipal();
    String crew = desk.acts().crewOf(caller);
    Tools tools = desk.tools();
    Instant now = tools.now();
    StationDay found =
        tools
            .work()
            .call(
                t -> {
                  LocalDate day =
                      asked == null
                          ? new Tours(tools, t.connection(), now).day(crew, now).day()
                          : asked;
                  return StationDay.ofCrew(tools, t.connection(), crew, day, now);
                });
    BoardView.Eye eye = new BoardView.Eye(now, desk.patience(), Languages.of(headers));
    return new Versioned<>(tour(caller, found, crew, eye), found.version());
  }

  private static @Nullable LocalDate day(Params params) {
    String written = params.text("day");
    LocalDate day = written == null ? null : WrittenDay.read(written);
    if (written != null && day == null) {
      params.bad("day", WrittenDay.FORM.en(), WrittenDay.FORM.zh());
    }
    return day;
  }

  private TourView tour(Caller caller, StationDay day, String crew, BoardView.Eye eye) {
    CrewRow row = day.crews().values().iterator().next();
    List<WorkView> work = new ArrayList<>();
    Tour first = null;
    double km = 0;
    for (Tour tour : day.tours()) {
      first = first == null ? tour : first;
      km += tour.km();
      work.addAll(BoardView.crew(row, tour, day, eye).stops());
    }
    List<StopView> stops = work.stream().map(this::stop).toList();
    desk.looks()
        .note(
            Look.by(caller, "tour", day.region())
                .asked("crew", crew)
                .shows("requests", stops.stream().map(StopView::requestNo).toList()));
    return new TourView(
        crew,
        row.name(),
        day.station(),
        day.day().toString(),
        day.version(),
        first == null ? null : SpanView.of(first.shift().span()),
        first == null ? null : SpanView.of(first.rest()),
        row.home(),
        stops,
        PlanViews.round(km));
  }

  private StopView stop(WorkView work) {
    Request request = request(work);
    Customer customer =
        request != null && request.matchedBy() != null && saysTooLittle(request)
            ? desk.tools().customer(request.customerNo())
            : null;
    return StopView.of(work, request, customer);
  }

  /** Else nobody looks the customer up. */
  private static boolean saysTooLittle(Request request) {
    Submission.Contact contact = request.contact();
    return request.address() == null || contact == null || contact.phone() == null;
  }

  private @Nullable Request request(WorkView work) {
    try {
      return desk.desk().get(Course.SELF, work.requestNo());
    } catch (Refusal.Unavailable | Refusal.NotFound away) {
      return null;
    }
  }
}
