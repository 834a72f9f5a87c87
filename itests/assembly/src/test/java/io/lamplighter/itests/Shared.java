package io.lamplighter.itests;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.Books;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.PlanChecker;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** One instance for the tests that do not harm it; it lives until the test JVM ends. */
final class Shared {
  /** As they ship. */
  private static final double SPEED_KMH = 30;

  private static final double DETOUR = 1.4;

  private static Instance instance;

  private Shared() {}

  static synchronized Instance instance() throws Exception {
    if (instance == null) {
      instance = Instance.fresh("shared").start();
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    try {
                      instance.close();
                    } catch (Exception e) {
                      System.out.println("shared instance: " + e);
                    }
                  }));
      System.out.println("first start to health: " + instance.awaitHealthy(Instance.FIRST_START));
    }
    return instance;
  }

  /** Somebody who is of one region only, signed in. */
  static Client person(String name, List<String> roles, String region) throws Exception {
    Client administrator = instance().client().loggedIn(instance.users(), "administrator");
    JsonNode made =
        administrator
            .post("/api/v1/users", Map.of("user", name, "roles", roles, "region", region))
            .expect(201)
            .json();
    return instance.client().logIn(name, made.get("password").asText());
  }

  /** Units that were just brought in are known once somebody has looked at them. */
  static void known(Client any, String unit) {
    any.get("/api/v1/units/" + unit).expect(200);
  }

  /** Goes over plans by what the API says of crews and kinds of work, as the house drives. */
  static PlanChecker checker(Client dispatcher) {
    return new PlanChecker(
        dispatcher.all("/api/v1/crews?limit=500"),
        dispatcher.all("/api/v1/work-kinds"),
        ZoneId.of("Asia/Shanghai"),
        SPEED_KMH,
        DETOUR);
  }

  /** What the shell does, and complains of nothing. */
  static void quiet(Instance instance, String command) throws Exception {
    String said = instance.shell(command);
    assertFalse(said.contains("Error") || said.contains("Exception"), said);
  }

  /** What the parts have written until now is what they say that they write. */
  static void factsFit() throws Exception {
    new Books(instance()).fits();
  }
}
