package io.lamplighter.dispatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.lamplighter.api.Location;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.organisation.Level;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.api.planner.Planner;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.kit.sql.Sql;
import io.lamplighter.store.StreamingCsvImport;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * What a played day calls of REST, answered in process: the same services and views on a depot,
 * without HTTP, sessions and the other parts. What threads do in the house is done after each call.
 */
@NullUnmarked
public final class DepotDoor {
  private static final Locale LANGUAGE = Locale.ENGLISH;
  private static final Duration PATIENCE = Duration.ofHours(2);
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(
              new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance));

  private final Depot depot = new Depot();
  private final Plans plans = new Plans(depot.tools);
  private final Emergencies emergencies = new Emergencies(depot.tools);
  private final Doubts doubts = new Doubts(depot.tools);
  private final Stranded stranded = new Stranded(depot.tools);
  private final Delays delays = new Delays(depot.tools);
  private final NoShows noShows = new NoShows(depot.tools);
  private final Acts acts = new Acts(depot.tools);
  private final Proposals proposals;
  private final CrewDesk crewDesk;
  private final Capacity capacity;
  private final List<JsonNode> crews = new ArrayList<>();
  private final Map<String, JsonNode> submitted = new HashMap<>();
  private final List<Map<String, Object>> facts = new ArrayList<>();

  public DepotDoor(Planner planner) {
    proposals = new Proposals(depot.tools, planner);
    crewDesk =
        new CrewDesk(
            depot.work,
            depot.journal,
            new StreamingCsvImport(),
            () -> depot.now,
            depot.house,
            depot.tools.organisation(),
            List::of,
            depot.tools.kinds(),
            () -> {});
    capacity = new CapacityDesk(crewDesk, depot.tools, PATIENCE).capacity();
  }

  /**
   * @param body JSON; empty for none
   * @param version of what was changed; 0 for what has none
   */
  public record Answer(int status, String body, long version) {}

  /** It is that late now. */
  public void now(Instant at) {
    depot.now = at;
    settle();
  }

  /**
   * @param who a login
   * @param seen the version that he saw; null for any
   */
  public Answer call(
      String who, String method, String path, @Nullable Long seen, @Nullable String body) {
    try {
      URI uri = URI.create(path);
      Answer answer =
          answer(who, method + " " + uri.getPath(), query(uri), seen, body == null ? "" : body);
      settle();
      return answer;
    } catch (Refusal refused) {
      return new Answer(refused instanceof Refusal.NotFound ? 404 : 409, text(refused), 0);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Refusal refused) {
    return "{\"refused\": \"" + refused.toString().replaceAll("[\"\\n\\\\]", " ") + "\"}";
  }

  private static Map<String, String> query(URI uri) {
    return uri.getQuery() == null
        ? Map.of()
        : Arrays.stream(uri.getQuery().split("&"))
            .map(one -> one.split("=", 2))
            .collect(Collectors.toMap(one -> one[0], one -> one[1]));
  }

  /** As the threads do in the house. */
  private void settle() {
    int done;
    do {
      done = emergencies.round() + doubts.round();
    } while (done > 0);
    stranded.round();
    delays.round();
    noShows.look();
    List<Fact> all = depot.journal.all();
    while (facts.size() < all.size()) {
      Fact fact = all.get(facts.size());
      facts.add(
          Map.of(
              "type", fact.type(),
              "subject", fact.subject(),
              "data", fact.data(),
              "time", depot.now.toString()));
    }
  }

  private Answer answer(
      String who, String call, Map<String, String> query, @Nullable Long seen, String body)
      throws JsonProcessingException {
    JsonNode sent = body.startsWith("{") || body.startsWith("[") ? JSON.readTree(body) : null;
    if (sent == null) {
      return call.startsWith("GET ") ? get(who, call.substring(4), query) : put(call, body);
    }
    return switch (call) {
      case "POST /api/v1/sessions" -> said(Map.of("token", sent.path("user").asText()));
      case "POST /api/v1/users" -> said(Map.of("password", "-"));
      case "POST /api/v1/crews" -> crew(sent);
      case "POST /api/v1/submissions" -> submission(sent);
      case "POST /api/v1/appointments/offers" ->
          said(
              OfferView.of(
                  depot
                      .bookings()
                      .ask(
                          Depot.AGENT,
                          sent.path("requestNo").asText(),
                          JSON.treeToValue(sent, WishBody.class).read(who)),
                  Depot.ZONE,
                  LANGUAGE));
      case "POST /api/v1/appointments" ->
          said(
              AppointmentView.of(
                  depot
                      .bookings()
                      .take(Depot.AGENT, sent.path("offer").asText(), null, LANGUAGE)
                      .appointment()));
      case "POST /api/v1/acts" ->
          said(
              Map.of(
                  "items",
                  ActsResource.take(
                      acts,
                      Depot.person(who, Role.CREW),
                      List.of(JSON.treeToValue(sent, Act.Sent[].class)),
                      LANGUAGE)));
      default -> plan(call, sent, seen);
    };
  }

  private Answer plan(String call, JsonNode sent, @Nullable Long seen)
      throws JsonProcessingException {
    if (call.endsWith("/triage")) {
      return triage(call.split("/")[4]);
    }
    if (call.endsWith("/absences")) {
      return absence(call.split("/")[4], sent);
    }
    PlansResource.Body body = JSON.treeToValue(sent, PlansResource.Body.class);
    String station = String.valueOf(body.station());
    LocalDate day = LocalDate.parse(String.valueOf(body.day()));
    switch (call.substring(call.lastIndexOf('/') + 1)) {
      case "propose" -> {
        StationDay found = plans.read(Depot.AGENT, station, day);
        return said(PlanViews.proposal(proposals.propose(found), LANGUAGE));
      }
      case "apply" -> plans.move(Depot.AGENT, station, day, body.planned(), seen, "planned");
      case "move" -> plans.move(Depot.AGENT, station, day, List.of(body.move()), seen, "moved");
      case "publish" -> plans.publish(Depot.AGENT, station, day, seen);
      default -> throw new IllegalArgumentException(call);
    }
    return board(station, day);
  }

  private Answer board(String station, LocalDate day) throws JsonProcessingException {
    StationDay found = plans.read(Depot.AGENT, station, day);
    BoardView.Eye eye = new BoardView.Eye(depot.now, PATIENCE, LANGUAGE);
    return new Answer(
        200, JSON.writeValueAsString(BoardView.of(found, null, List.of(), eye)), found.version());
  }

  private Answer get(String who, String path, Map<String, String> query)
      throws JsonProcessingException {
    LocalDate day = query.containsKey("day") ? LocalDate.parse(query.get("day")) : null;
    return switch (path) {
      case "/api/v1/plans" -> board(query.get("station"), day);
      case "/api/v1/plans/places" -> places(depot.order(query.get("workOrder")), day);
      case "/api/v1/tours/mine" -> tour(who, day);
      case "/api/v1/capacity" -> capacity(query.get("station"), day);
      case "/api/v1/crews" -> said(Map.of("items", crews));
      case "/api/v1/work-kinds" -> said(Map.of("items", kinds()));
      case "/api/v1/work-orders" ->
          said(
              Map.of(
                  "items",
                  depot
                      .work
                      .<List<WorkOrder>>read(
                          t -> new WorkTables(t.connection()).ofRequest(query.get("request")))
                      .stream()
                      .map(one -> WorkView.of(one, depot.now, PATIENCE, LANGUAGE))
                      .toList()));
      case "/api/v1/journal" -> {
        Set<String> types = Set.of(query.get("types").split(","));
        yield said(
            Map.of(
                "items",
                facts.stream()
                    .filter(one -> types.contains(String.valueOf(one.get("type"))))
                    .toList()));
      }
      default -> said(Map.of());
    };
  }

  private Answer places(WorkOrder order, LocalDate day) throws JsonProcessingException {
    StationDay found = plans.read(Depot.AGENT, String.valueOf(order.station()), day);
    return said(PlanViews.places(found, order.looseJob(depot.now), Depot.ZONE, LANGUAGE));
  }

  private Answer tour(String who, LocalDate day) throws JsonProcessingException {
    String crew = acts.crewOf(Depot.person(who, Role.CREW));
    StationDay found =
        depot.work.call(t -> StationDay.ofCrew(depot.tools, t.connection(), crew, day, depot.now));
    BoardView.Eye eye = new BoardView.Eye(depot.now, PATIENCE, LANGUAGE);
    List<BoardView.CrewDayView> tours =
        found.tours().stream()
            .map(one -> BoardView.crew(found.crews().get(crew), one, found, eye))
            .toList();
    return tours.isEmpty() ? said(Map.of()) : said(tours.get(0));
  }

  private Answer capacity(String station, LocalDate day) throws JsonProcessingException {
    Unit unit = new Unit(station, station, Level.STATION, null, "3306", null, day, null);
    return said(
        CapacityView.of(capacity.look(Depot.AGENT, unit, day), depot.tools.kinds(), LANGUAGE));
  }

  private List<Map<String, Object>> kinds() {
    return depot.tools.kinds().all().stream()
        .map(
            one ->
                Map.<String, Object>of(
                    "code", one.code(),
                    "requestKinds", one.requests().stream().map(kind -> kind.wire()).toList(),
                    "skills", one.skills(),
                    "tableMinutes", one.minutes(),
                    "people", one.people()))
        .toList();
  }

  private static Answer said(Object what) throws JsonProcessingException {
    return new Answer(200, JSON.writeValueAsString(what), 0);
  }

  private Answer crew(JsonNode sent) throws JsonProcessingException {
    crews.add(sent);
    String code = sent.path("code").asText();
    depot.work.run(
        t -> {
          new Sql(
                  t.connection(),
                  "insert into dispatch.crew (code, name, station, region, lon, lat, changed_at)"
                      + " values (?, ?, ?, ?, ?::double precision, ?::double precision, ?)")
              .with(code, code, sent.path("station").asText(), sent.path("region").asText())
              .with(sent.at("/location/lon").asText(), sent.at("/location/lat").asText())
              .with(depot.now)
              .run();
          for (JsonNode member : sent.path("members")) {
            String login = member.path("login").asText();
            new Sql(t.connection(), "insert into dispatch.member (login, crew) values (?, ?)")
                .with(login, code)
                .run();
            for (JsonNode one : member.path("skills")) {
              new Sql(
                      t.connection(),
                      "insert into dispatch.certificate (login, skill) values (?, ?)")
                  .with(login, one.path("skill").asText())
                  .run();
            }
          }
        });
    return said(Map.of());
  }

  /** Of what comes as lines only the rosters are of use here. */
  private Answer put(String call, String lines) throws JsonProcessingException {
    if (call.endsWith("/roster")) {
      String crew = call.split("/")[4];
      depot.work.run(
          t -> {
            for (String line : lines.lines().skip(1).toList()) {
              String[] times = line.split(",");
              new Sql(
                      t.connection(),
                      "insert into dispatch.shift (crew, from_at, to_at, rest_from, rest_to)"
                          + " values (?, ?, ?, ?, ?)")
                  .with(crew, time(times[0]), time(times[1]), time(times[2]), time(times[3]))
                  .run();
            }
          });
    }
    return said(Map.of());
  }

  private static Instant time(String written) {
    return OffsetDateTime.parse(written).toInstant();
  }

  private Answer submission(JsonNode sent) throws JsonProcessingException {
    String no = String.format("R%04d", submitted.size() + 1);
    submitted.put(no, sent);
    return said(Map.of("requestNo", no));
  }

  private Answer triage(String no) throws JsonProcessingException {
    JsonNode sent = submitted.get(no);
    JsonNode at = sent.path("location");
    depot.request(
        no,
        sent.path("kind").asText(),
        sent.path("region").asText() + "-G01",
        new Location(at.path("lon").asDouble(), at.path("lat").asDouble()));
    return said(Map.of());
  }

  private Answer absence(String crew, JsonNode sent) throws JsonProcessingException {
    Caller dispatcher = Depot.person("anna", Role.DISPATCHER, Role.SUPERVISOR);
    AbsenceView.New wanted = JSON.treeToValue(sent, AbsenceView.New.class);
    new Absences(crewDesk)
        .note(dispatcher, new CrewBook(crewDesk).get(dispatcher, crew), AbsenceView.read(wanted));
    return said(Map.of());
  }
}
