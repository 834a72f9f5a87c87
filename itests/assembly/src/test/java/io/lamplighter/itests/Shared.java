package io.lamplighter.itests;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.Books;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Instance;
import java.util.List;
import java.util.Map;

/** One instance for the tests that do not harm it; it lives until the test JVM ends. */
final class Shared {
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

  /** What the parts have written until now is what they say that they write. */
  static void factsFit() throws Exception {
    new Books(instance()).fits();
  }
}
