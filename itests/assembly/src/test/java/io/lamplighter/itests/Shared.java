package io.lamplighter.itests;

import io.lamplighter.harness.Books;
import io.lamplighter.harness.Instance;

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

  /** What the parts have written until now is what they say that they write. */
  static void factsFit() throws Exception {
    new Books(instance()).fits();
  }
}
