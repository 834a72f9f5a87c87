package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.Users;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A county with a cell, whose people have files of the negative list and judge them. */
final class Accused implements AutoCloseable {
  static final String FILES = "/api/v1/accountability-files";
  static final String REGION = "330727";
  static final Duration LATE = Duration.ofSeconds(150);

  /** A limit of a minute for what people bring, and one for an appeal. */
  private static final String RULES =
      """
      code,edition,issuer,from,to,kind,class,important,area,channel,region,starts,ends,cancels,part,amount,unit,calendar,reading,measure,warn,ladder,pauses,extend,overlay,status,source
      complaint.first-answer,1,own,-,-,complaint,-,-,-,-,-,request.received,request.resolved,request.cancelled,-,1,minutes,24x7,-,each,-,-,-,-,-,own,a test
      accountability.statement,1,own,-,-,-,-,-,-,-,-,accountability-file.notified,accountability-file.stated,accountability-file.annulled,-,3,workdays,MF,-,each,-,-,-,-,-,own,a test
      accountability.appeal,1,own,-,-,-,-,-,-,-,-,accountability-file.told,accountability-file.appealed accountability-file.closed,accountability-file.annulled,-,1,minutes,24x7,-,each,-,-,-,-,-,own,a test
      """;

  private static final String UNITS =
      """
      code,name,level,parent,region,areaType
      pa,磐安县,county,,330727,
      pa-1,尖山供电所,station,pa,330727,
      pa-1-a,尖山一格,cell,pa-1,330727,rural
      """;

  final Instance instance;
  private final Map<String, Supplier<Client>> logins = new TreeMap<>();
  private final Map<String, Client> people = new TreeMap<>();
  private final Client web;

  Accused(String name) throws Exception {
    instance = Instance.fresh(name);
    Path tables = Files.createDirectories(instance.data.resolve("etc/clocks"));
    Files.writeString(tables.resolve("rules.csv"), RULES);
    instance.start().awaitHealthy(Instance.FIRST_START);
    Users users = instance.users();
    web = instance.client().withKey(users.key("web"));
    for (String role : List.of("administrator", "agent", "assessor", "integrator")) {
      signsIn(role, () -> instance.client().loggedIn(users, role));
    }
    person("pa-holder", "dispatcher");
    person("pa-cell", "supervisor");
    person("pa-judge", "supervisor");
    person("pa-second", "supervisor");
    load("/api/v1/units", UNITS);
    load(
        "/api/v1/units/people",
        "unit,login,as\npa-1-a,pa-cell,in-charge\npa,pa-second,in-charge\n");
    load("/api/v1/units/rules", "cell,by,value\npa-1-a,address,磐安县尖山镇\n");
    Shared.known(one("pa-judge"), "pa-1-a");
  }

  Client one(String name) {
    return people.get(name);
  }

  private void person(String name, String role) {
    JsonNode made =
        one("administrator")
            .post("/api/v1/users", Map.of("user", name, "roles", List.of(role), "region", REGION))
            .expect(201)
            .json();
    signsIn(name, () -> instance.client().logIn(name, made.get("password").asText()));
  }

  private void signsIn(String name, Supplier<Client> login) {
    logins.put(name, login);
    people.put(name, login.get());
  }

  /** Where time has gone on, sessions have ended. */
  void allSignInAgain() {
    logins.forEach((name, login) -> people.put(name, login.get()));
  }

  private void load(String path, String csv) {
    one("integrator")
        .with("Content-Type", "text/csv")
        .postRaw(path, csv.getBytes(UTF_8))
        .expect(200);
  }

  String complaint(String ref) {
    return web.post(
            "/api/v1/submissions",
            Map.of(
                "channel",
                "web",
                "channelRef",
                ref,
                "kind",
                "complaint",
                "text",
                "一直没有人来处理",
                "address",
                "磐安县尖山镇" + ref + "号",
                "region",
                REGION))
        .expect(201)
        .json()
        .get("requestNo")
        .asText();
  }

  void move(String who, String no, String move, Map<String, Object> data) {
    one(who).with("If-Match", "*").post("/api/v1/requests/" + no + "/" + move, data).expect(200);
  }

  JsonNode filesOn(String no) {
    return one("pa-judge").get(FILES + "?on=" + no).expect(200).json().get("items");
  }

  /** The path of the one file on a request, as soon as it is there and names somebody. */
  String notified(String no) throws Exception {
    Await.until(
        LATE, () -> filesOn(no), () -> filesOn(no).findValuesAsText("state").contains("notified"));
    return FILES + "/" + filesOn(no).get(0).get("no").asText();
  }

  JsonNode file(String who, String path) {
    return one(who).get(path).expect(200).json();
  }

  Client.Answer act(String who, String path, String act, Map<String, Object> data) {
    return one(who).with("If-Match", "*").post(path + "/" + act, data);
  }

  static String code(Client.Answer answer) {
    return answer.json().get("type").asText().replace("urn:lamplighter:problem:", "");
  }

  void awaitState(String path, String state) throws Exception {
    Await.until(
        LATE,
        () -> file("pa-judge", path),
        () -> file("pa-judge", path).get("state").asText().equals(state));
  }

  @Override
  public void close() throws Exception {
    instance.close();
  }
}
