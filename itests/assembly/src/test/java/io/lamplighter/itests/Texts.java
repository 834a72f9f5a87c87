package io.lamplighter.itests;

import io.lamplighter.harness.Instance;
import io.lamplighter.intake.sms.Centre;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Whether an instance sends and takes texts. */
final class Texts {
  private static final String INTAKE = "io.lamplighter.intake.sms";

  private Texts() {}

  /**
   * Over this centre, notices at any hour.
   *
   * @param perSecond so many at most
   */
  static void over(Instance instance, Centre centre, int perSecond) throws IOException {
    Map<String, String> line = new HashMap<>();
    line.put("host", "127.0.0.1");
    line.put("port", Integer.toString(centre.port));
    line.put("systemId", "lamp");
    line.put("password", Centre.PASSWORD);
    line.put("serviceNumber", Centre.SERVICE);
    line.put("perSecond", Integer.toString(perSecond));
    instance.configured(INTAKE, line);
    instance.configured("io.lamplighter.notices", Map.of("quietFrom", "00:00", "quietTo", "00:00"));
  }

  static void off(Instance instance) throws IOException {
    instance.configured(INTAKE, Map.of("host", ""));
  }
}
