package io.lamplighter.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.lamplighter.harness.Await;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the archetypes make does its work on the platform as it ships: a channel takes a report in,
 * a service keeps a note, a follower counts.
 */
@ExtendWith(TailOnFailure.class)
@Timeout(300)
class NewPartsIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Test
  void newPartsWorkBesideTheOthers() throws Exception {
    try (Instance instance = Instance.fresh("new-parts").start()) {
      instance.awaitHealthy(Instance.FIRST_START);
      for (Made made :
          List.of(
              new Made("channel", "street-light"),
              new Made("service", "street-notes"),
              new Made("follower", "street-figures"))) {
        String said = instance.shell(made.lay(instance));
        assertFalse(said.contains("Error"), said);
      }
      String no = report(instance);
      note(instance, no);
      Await.until(LIMIT, instance::tail, () -> counted(instance) == 1);
    }
  }

  private static String report(Instance instance) throws Exception {
    Client administrator = instance.client().loggedIn(instance.users(), "administrator");
    String key =
        administrator
            .post(
                "/api/v1/partners",
                Map.of(
                    "partner", "lights-1", "channels", List.of("street-light"), "region", "330602"))
            .expect(201)
            .json()
            .get("key")
            .asText();
    Map<String, String> report =
        Map.of("channelRef", "r-1", "text", "路灯不亮", "address", "解放路1号", "region", "330602");
    String path = "/street-light/v1/reports";
    Client lights = instance.client().withKey(key);
    Await.until(LIMIT, instance::tail, () -> lights.post(path, report).status() != 503);
    // The same again is one request, and the same answer.
    return lights.post(path, report).expect(200).json().get("requestNo").asText();
  }

  private static void note(Instance instance, String no) throws Exception {
    Client agent = instance.client().loggedIn(instance.users(), "agent");
    agent.post("/api/v1/street-notes", Map.of("about", no, "text", "灯杆倾斜")).expect(204);
    assertEquals(
        "灯杆倾斜",
        agent
            .get("/api/v1/street-notes?about=" + no)
            .expect(200)
            .json()
            .at("/items/0/text")
            .asText());
    Client supervisor = instance.client().loggedIn(instance.users(), "supervisor");
    assertEquals(
        no,
        supervisor
            .get("/api/v1/journal?types=street-notes.noted")
            .expect(200)
            .json()
            .at("/items/0/subject")
            .asText());
  }

  private static long counted(Instance instance) throws SQLException, java.io.IOException {
    try (Connection connection = instance.jdbc();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select coalesce(sum(count), 0) from streetfigures.figure"
                    + " where type = 'request.received'")) {
      row.next();
      return row.getLong(1);
    }
  }
}
