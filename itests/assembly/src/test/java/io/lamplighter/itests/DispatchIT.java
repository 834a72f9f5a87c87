package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.PlanChecker;
import io.lamplighter.harness.TailOnFailure;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A station of its own: from the crew's roster to the resolved request; and a run on its slots. */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(400)
class DispatchIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String REGION = "330727";
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final int CUSTOMERS = 500;
  private static final int OPEN_JOBS = Integer.getInteger("openJobs", 1_000);
  private static final int CREWS = 10;
  private static final int PEOPLE = 16;
  private static final String UNITS =
      """
      code,name,level,parent,region,areaType
      pa,磐安县,county,,330727,
      pa-1,安文供电所,station,pa,330727,
      pa-1-a,安文一格,cell,pa-1,330727,rural
      pa-2,玉山供电所,station,pa,330727,
      pa-2-a,玉山一格,cell,pa-2,330727,rural
      pa-3,尖山供电所,station,pa,330727,
      pa-3-a,尖山一格,cell,pa-3,330727,rural
      """;
  private static final String RULES =
      """
      cell,by,value
      pa-1-a,address,磐安县安文街道
      pa-2-a,address,磐安县玉山镇
      pa-3-a,address,磐安县尖山镇
      """;

  private Instance instance;
  private Client integrator;
  private Client dispatcher;
  private Client crew;
  private Client web;
  private long seq;

  /** Milliseconds that plain requests take under the same load: what takings are compared with. */
  private final ConcurrentLinkedQueue<Long> plain = new ConcurrentLinkedQueue<>();

  @BeforeAll
  void start() throws Exception {
    instance = Shared.instance();
    integrator = Shared.person("pa-integrator", List.of("integrator"), REGION);
    dispatcher = Shared.person("pa-dispatcher", List.of("dispatcher"), REGION);
    crew = Shared.person("pa-crew", List.of("crew"), REGION);
    web = instance.client().withKey(instance.users().key("web"));
    load("/api/v1/units", UNITS);
    load("/api/v1/units/rules", RULES);
    Shared.known(integrator, "pa-2");
    StringBuilder crews = new StringBuilder("code,name,station,region,lon,lat,vehicle,members\n");
    crews.append("PA1,安文一班,pa-1,330727,120.44,29.05,,pa-crew|repair|meter|survey\n");
    Shared.person("pa-crew-c", List.of("crew"), REGION);
    crews.append("PC1,尖山一班,pa-3,330727,120.44,29.05,,pa-crew-c|repair|meter|survey\n");
    for (int i = 0; i <= CREWS; i++) {
      Shared.person("pa-crew-" + i, List.of("crew"), REGION);
      crews.append("PB" + i + ",玉山" + i + "班,pa-2,330727,120.44,29.05,,pa-crew-" + i);
      crews.append("|repair|meter|survey\n");
    }
    load("/api/v1/crews", crews.toString());
  }

  private void load(String path, String csv) {
    integrator.with("Content-Type", "text/csv").postRaw(path, csv.getBytes(UTF_8)).expect(200);
  }

  private void works(String code, Instant from, Instant to) {
    Map<String, Object> shift = Map.of("from", from.toString(), "to", to.toString());
    integrator
        .with("If-Match", "*")
        .put("/api/v1/crews/" + code + "/roster", Map.of("shifts", List.of(shift)))
        .expect(200);
  }

  private JsonNode submitted(String ref, String address) {
    return web.post(
            "/api/v1/submissions",
            Map.of(
                "channel",
                "web",
                "channelRef",
                ref,
                "kind",
                "service",
                "text",
                "申请新装",
                "address",
                address,
                "location",
                Map.of("lon", 120.44, "lat", 29.05),
                "region",
                REGION))
        .expect(201)
        .json();
  }

  private String triaged(String ref, String address) {
    String no = submitted(ref, address).get("requestNo").asText();
    dispatcher
        .with("If-Match", "*")
        .post("/api/v1/requests/" + no + "/triage", Map.of())
        .expect(200);
    return no;
  }

  private JsonNode work(String requestNo) {
    return dispatcher
        .get("/api/v1/work-orders?request=" + requestNo)
        .expect(200)
        .json()
        .get("items");
  }

  private String state(String requestNo) {
    return dispatcher.get("/api/v1/requests/" + requestNo).expect(200).json().get("state").asText();
  }

  /** Both sides, and how long it took until they agreed. */
  private void agree(String requestNo, String state, String what) throws Exception {
    long begun = System.nanoTime();
    Await.until(SOON, () -> state(requestNo), () -> state(requestNo).equals(state));
    System.out.println(
        "dispatch: "
            + what
            + " at the desk after "
            + (System.nanoTime() - begun) / 1_000_000
            + " ms");
  }

  private Map<String, Object> act(String workOrder, String kind, Map<String, Object> body) {
    String now = Instant.now().toString();
    return Map.of(
        "id", UUID.randomUUID().toString(),
        "workOrder", workOrder,
        "kind", kind,
        "deviceAt", now,
        "device", "it-phone",
        "seq", ++seq,
        "sentAt", now,
        "body", body);
  }

  private List<String> outcomes(List<Map<String, Object>> acts) {
    List<String> all = new ArrayList<>();
    crew.post("/api/v1/acts", acts)
        .expect(200)
        .json()
        .get("items")
        .forEach(one -> all.add(one.get("outcome").asText()));
    return all;
  }

  private static byte[] png() {
    byte[] bytes = new byte[1_000];
    byte[] head = HexFormat.of().parseHex("89504e470d0a1a0a0000000d494844520000064000000" + "4b0");
    System.arraycopy(head, 0, bytes, 0, head.length);
    return bytes;
  }

  private String photo(String workOrder, byte[] bytes, int last) throws Exception {
    String id = UUID.randomUUID().toString();
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    crew.put(
            "/api/v1/acts/files/" + id,
            Map.of(
                "workOrder",
                workOrder,
                "kind",
                "photo",
                "type",
                "image/png",
                "size",
                bytes.length,
                "sha256",
                digest))
        .expect(204);
    Client raw = crew.with("Content-Type", "application/octet-stream");
    raw.putRaw("/api/v1/acts/files/" + id + "/0", bytes).expect(last);
    return id;
  }

  @Test
  void fromTheRosterToTheResolvedRequest() throws Exception {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    works("PA1", now.minus(Duration.ofMinutes(30)), now.plus(Duration.ofHours(20)));
    JsonNode receipt = submitted("dsp-1", "磐安县安文街道海螺街1号");
    String no = receipt.get("requestNo").asText();
    dispatcher
        .with("If-Match", "*")
        .post("/api/v1/requests/" + no + "/triage", Map.of())
        .expect(200);
    Await.until(SOON, () -> work(no), () -> work(no).size() == 1);
    String order = work(no).get(0).get("workOrder").asText();
    assertEquals("pa-1", work(no).get(0).get("station").asText());

    Map<String, Object> wish = new HashMap<>();
    wish.put("requestNo", no);
    wish.put("mode", "period");
    wish.put("from", now.toString());
    wish.put("to", now.plus(Duration.ofHours(18)).toString());
    JsonNode offers = dispatcher.post("/api/v1/appointments/offers", wish).expect(200).json();
    String offer = offers.get("offers").get(0).get("id").asText();
    wish.put("to", "2020-01-01T00:00:00Z");
    assertEquals(400, dispatcher.post("/api/v1/appointments/offers", wish).status(), "in the past");
    dispatcher.post("/api/v1/appointments", Map.of("offer", offer)).expect(201);
    agree(no, "scheduled", "a booking");
    String mine = "/api/v1/appointments/mine?no=" + no + "&token=";
    JsonNode promised =
        instance.client().get(mine + receipt.get("trackingToken").asText()).expect(200).json();
    assertEquals("made", promised.get("items").get(0).get("state").asText());
    assertEquals(404, instance.client().get(mine + "wrong").status());

    LocalDate day = LocalDate.ofInstant(now.minus(Duration.ofMinutes(30)), ZONE);
    Map<String, Object> board = Map.of("station", "pa-1", "day", day.toString());
    Client.Answer seen = dispatcher.get("/api/v1/plans?station=pa-1&day=" + day).expect(200);
    assertEquals(
        order, seen.json().get("crews").get(0).get("stops").get(0).get("workOrder").asText());
    assertEquals(428, dispatcher.post("/api/v1/plans/publish", board).status());
    dispatcher
        .with("If-Match", seen.header("ETag"))
        .post("/api/v1/plans/publish", board)
        .expect(200);
    agree(no, "dispatched", "a published plan");
    check("pa-1", day);

    JsonNode tour = crew.get("/api/v1/tours/mine?day=" + day).expect(200).json();
    assertEquals("磐安县安文街道海螺街1号", tour.get("stops").get(0).get("address").asText());
    String wrong = order.replace("-1", "-9");
    assertEquals(List.of("refused"), outcomes(List.of(act(wrong, "accept", Map.of()))));
    assertEquals(
        List.of("done", "done", "done"),
        outcomes(
            List.of(
                act(order, "accept", Map.of()),
                act(order, "depart", Map.of()),
                act(order, "arrive", Map.of()))));
    agree(no, "on-site", "an arrival");

    photo(order, "no picture at all, and a bomb neither".getBytes(UTF_8), 400);
    String photo = photo(order, png(), 204);
    String desk = instance.bundleIds().get("desk");
    String said = instance.shell("bundle:restart " + desk);
    assertTrue(!said.contains("Error"), said);
    Map<String, Object> result = Map.of("result", "装表送电", "files", List.of(photo));
    Map<String, Object> finish = act(order, "finish", result);
    assertEquals(List.of("done"), outcomes(List.of(finish)), said);
    assertEquals(List.of("again"), outcomes(List.of(finish)));
    agree(no, "resolved", "the end, with the desk restarted,");
    assertEquals("finished", work(no).get(0).get("state").asText());
    Shared.factsFit();
  }

  /** By what anybody outside sees of it. */
  private JsonNode check(String station, LocalDate day) {
    String which = "?station=" + station + "&day=" + day;
    JsonNode board = dispatcher.get("/api/v1/plans" + which).expect(200).json();
    JsonNode sheet = dispatcher.get("/api/v1/capacity" + which).expect(200).json();
    PlanChecker checker = Shared.checker(dispatcher);
    assertEquals(List.of(), checker.faults(board));
    assertEquals(List.of(), checker.sums(board, sheet));
    return board;
  }

  private Client.Answer form(String path, Map<String, String> fields) {
    StringJoiner form = new StringJoiner("&");
    fields.forEach((name, value) -> form.add(name + "=" + URLEncoder.encode(value, UTF_8)));
    return instance
        .client()
        .with("Content-Type", "application/x-www-form-urlencoded")
        .with("Accept-Language", "en")
        .postRaw(path, form.toString().getBytes(UTF_8));
  }

  private static String value(String html, String name) {
    Matcher found = Pattern.compile("name=\"" + name + "\" value=\"([^\"]+)\"").matcher(html);
    assertTrue(found.find(), name + " in " + html);
    return found.group(1);
  }

  /** On the page of his request, without a script. */
  @Test
  void theCustomerChangesAndGivesUpHisTimeHimself() throws Exception {
    Instant from = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    works("PC1", from, from.plus(Duration.ofHours(23)));
    JsonNode receipt = submitted("dsp-own", "磐安县尖山镇管头村3号");
    String no = receipt.get("requestNo").asText();
    String token = receipt.get("trackingToken").asText();
    dispatcher
        .with("If-Match", "*")
        .post("/api/v1/requests/" + no + "/triage", Map.of())
        .expect(200);
    Await.until(SOON, () -> work(no), () -> work(no).size() == 1);
    assertEquals(201, book(no, "period", from, from.plus(Duration.ofHours(22))));

    String progress = form("/p/" + no, Map.of("token", token)).expect(200).text();
    assertTrue(progress.contains("Change or cancel"), progress);
    assertEquals(404, form("/times/" + no, Map.of("token", "guess")).status());
    String times = form("/times/" + no, Map.of("token", token)).expect(200).text();
    String offer = value(times, "offer");
    form("/times/" + no + "/take", Map.of("token", token, "offer", offer)).expect(200);
    String mine = "/api/v1/appointments/mine?no=" + no + "&token=" + token;
    JsonNode made = instance.client().get(mine).expect(200).json().at("/items/0");
    assertEquals("slot", made.get("mode").asText());
    form("/times/" + no + "/take", Map.of("token", token, "offer", offer)).expect(409);

    times = form("/times/" + no, Map.of("token", token)).expect(200).text();
    String appointment = value(times, "appointment");
    assertEquals(made.get("id").asText(), appointment);
    form("/times/" + no + "/give-up", Map.of("token", token, "appointment", appointment))
        .expect(200);
    made = instance.client().get(mine).expect(200).json().at("/items/0");
    assertEquals("cancelled", made.get("state").asText());
    assertEquals("open", work(no).get(0).get("state").asText());
  }

  @Test
  void whileThePlannerIsAwayBookingsGoOn() throws Exception {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    Instant from = now.plus(Duration.ofDays(8));
    works("PB0", from, from.plus(Duration.ofHours(10)));
    String no = triaged("dsp-away", "磐安县玉山镇浙江路9号");
    Await.until(SOON, () -> work(no), () -> work(no).size() == 1);
    Map<String, Object> board =
        Map.of("station", "pa-2", "day", LocalDate.ofInstant(from, ZONE).toString());
    JsonNode proposal = dispatcher.post("/api/v1/plans/propose", board).expect(200).json();
    assertTrue(proposal.get("moves").size() > 0, proposal.toString());
    String planner = instance.bundleIds().get("planner");
    instance.shell("bundle:stop " + planner);
    try {
      assertEquals(503, dispatcher.post("/api/v1/plans/propose", board).status());
      assertEquals(201, book(no, "period", from, from.plus(Duration.ofHours(9))));
    } finally {
      instance.shell("bundle:start " + planner);
    }
  }

  private int book(String no, String mode, Instant from, Instant to) {
    Map<String, Object> wish =
        Map.of("requestNo", no, "mode", mode, "from", from.toString(), "to", to.toString());
    JsonNode offers = dispatcher.post("/api/v1/appointments/offers", wish).expect(200).json();
    String offer = offers.get("offers").get(0).get("id").asText();
    return dispatcher.post("/api/v1/appointments", Map.of("offer", offer)).status();
  }

  /** Ten crews with ten hours each, and an hour for each visit: a hundred have room. */
  @Test
  void aRunOnTheLastHundredSlots() throws Exception {
    Instant from = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofDays(3));
    Instant to = from.plus(Duration.ofHours(10));
    for (int i = 0; i < CREWS; i++) {
      works("PB" + i, from, to);
    }
    ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
    try {
      List<Future<String>> asked = new ArrayList<>();
      for (int i = 0; i < OPEN_JOBS + CUSTOMERS; i++) {
        String ref = "dsp-run-" + i;
        asked.add(people.submit(() -> triaged(ref, "磐安县玉山镇玉峰路" + ref + "号")));
      }
      List<String> all = new ArrayList<>();
      for (Future<String> one : asked) {
        all.add(one.get());
      }
      String last = all.get(all.size() - 1);
      Await.until(Duration.ofSeconds(120), () -> work(last), () -> work(last).size() == 1);

      warmUp(all.subList(0, 20), to);
      ConcurrentLinkedQueue<Long> offering = new ConcurrentLinkedQueue<>();
      ConcurrentLinkedQueue<Long> taking = new ConcurrentLinkedQueue<>();
      ConcurrentLinkedQueue<Long> losing = new ConcurrentLinkedQueue<>();
      AtomicInteger refused = new AtomicInteger();
      List<Future<?>> running = new ArrayList<>();
      for (String no : all.subList(OPEN_JOBS, all.size())) {
        if (running.size() % 5 == 0) {
          String ref = "dsp-beside-" + running.size();
          running.add(people.submit(() -> beside(ref)));
        }
        running.add(people.submit(() -> run(no, from, to, offering, taking, losing, refused)));
      }
      for (Future<?> one : running) {
        one.get();
      }
      System.out.println(
          "dispatch: "
              + OPEN_JOBS
              + " open jobs, "
              + CUSTOMERS
              + " customers, "
              + PEOPLE
              + " at once: offers "
              + parts(offering)
              + " (limit 300), taken "
              + parts(taking)
              + " (limit 100), too late, with other offers "
              + parts(losing)
              + "; plain requests beside "
              + parts(plain));
      assertEquals(CREWS * 10, taking.size());
      assertEquals(CUSTOMERS - CREWS * 10, refused.get(), "each is told why");
      LocalDate day = LocalDate.ofInstant(from, ZONE);
      Map<String, Object> plan = Map.of("station", "pa-2", "day", day.toString());
      dispatcher.with("If-Match", "*").post("/api/v1/plans/publish", plan).expect(200);
      JsonNode board = check("pa-2", day);
      for (JsonNode one : board.get("crews")) {
        String code = one.get("crew").asText();
        assertTrue(code.equals("PB" + CREWS) || one.get("stops").size() == 10, code);
      }
      // Of a hundred the slowest says more of who else uses the machine: it is printed.
      assertTrue(isSoon(offering, 300), "offers " + parts(offering));
      assertTrue(isSoon(taking, 100), "taken " + parts(taking));
      assertTrue(isSoon(losing, 400), "too late " + parts(losing));
    } finally {
      people.shutdownNow();
    }
  }

  /** The first bookings of a new instance are no measure: on a day after, for a crew of its own. */
  private void warmUp(List<String> some, Instant after) {
    works("PB" + CREWS, after, after.plus(Duration.ofHours(23)));
    for (String no : some) {
      assertEquals(201, book(no, "period", after, after.plus(Duration.ofHours(22))));
    }
  }

  /** A plain request, as measure of what the machine can do while they run. */
  private void beside(String ref) {
    long begun = System.nanoTime();
    submitted(ref, "磐安县玉山镇玉峰路" + ref + "号");
    plain.add((System.nanoTime() - begun) / 1_000_000);
  }

  private void run(
      String no,
      Instant from,
      Instant to,
      ConcurrentLinkedQueue<Long> offering,
      ConcurrentLinkedQueue<Long> taking,
      ConcurrentLinkedQueue<Long> losing,
      AtomicInteger refused) {
    Map<String, Object> wish =
        Map.of("requestNo", no, "mode", "period", "from", from.toString(), "to", to.toString());
    while (true) {
      long begun = System.nanoTime();
      JsonNode found = dispatcher.post("/api/v1/appointments/offers", wish).expect(200).json();
      offering.add((System.nanoTime() - begun) / 1_000_000);
      if (found.get("offers").isEmpty()) {
        String why = found.get("refused").get(0).get("reason").asText();
        refused.addAndGet(why.isBlank() ? 0 : 1);
        return;
      }
      String offer = found.get("offers").get(0).get("id").asText();
      begun = System.nanoTime();
      Client keyed = dispatcher.with("Idempotency-Key", UUID.randomUUID().toString());
      Client.Answer answer = keyed.post("/api/v1/appointments", Map.of("offer", offer));
      long took = (System.nanoTime() - begun) / 1_000_000;
      (answer.status() == 201 ? taking : losing).add(took);
      if (answer.status() == 201) {
        return;
      }
      assertEquals(409, answer.status(), answer.toString());
      assertTrue(answer.text().contains("appointment.gone"), answer.toString());
    }
  }

  /**
   * Within its limit, or no slower than three plain requests in the same run; never five limits.
   */
  private boolean isSoon(ConcurrentLinkedQueue<Long> all, long limit) {
    return all.isEmpty()
        || part(all, 0.5) <= Math.max(limit, Math.min(5 * limit, 3 * part(plain, 0.5)));
  }

  private static String parts(ConcurrentLinkedQueue<Long> all) {
    return all.isEmpty()
        ? "none"
        : all.size()
            + " p50 "
            + part(all, 0.5)
            + " p90 "
            + part(all, 0.9)
            + " p99 "
            + part(all, 0.99)
            + " ms";
  }

  private static long part(ConcurrentLinkedQueue<Long> all, double part) {
    List<Long> sorted = all.stream().sorted().toList();
    return sorted.get((int) Math.ceil(sorted.size() * part) - 1);
  }
}
