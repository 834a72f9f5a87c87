package io.lamplighter.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the desk's entries say, for the tests of those who follow them: it remembers who is merged.
 */
public final class ToldRequests {
  private final Map<String, String> channels = new HashMap<>();
  private final Map<String, String> roots = new TreeMap<>();

  /**
   * The data of an entry about a request.
   *
   * @param given what the test says; the rest is as of any request
   */
  public Map<String, Object> data(String type, String no, Map<String, Object> given) {
    Object channel = given.getOrDefault("channel", channels.getOrDefault(no, "web"));
    channels.put(no, String.valueOf(channel));
    Map<?, ?> details = given.get("details") instanceof Map<?, ?> some ? some : Map.of();
    if (type.equals("request.merged")) {
      merge(no, root(String.valueOf(details.get("into"))));
    } else if (type.equals("request.unmerged")) {
      roots.remove(no);
      if (details.get("family") instanceof List<?> family) {
        family.forEach(one -> roots.put(String.valueOf(one), no));
      }
    }
    Map<String, Object> data = new HashMap<>();
    data.put("requestNo", no);
    data.put("kind", "fault-repair");
    data.put("channel", channel);
    data.put("region", "330602");
    data.put("priority", 5);
    data.put("root", root(no));
    data.put("version", 2);
    data.put("from", "triaged");
    data.put("to", "triaged");
    data.put("under", under(no));
    if (type.equals("request.scheduled")) {
      data.put("details", Map.of("from", "2026-11-22T09:00:00Z", "to", "2026-11-22T11:00:00Z"));
    }
    data.putAll(given);
    return data;
  }

  private String root(String no) {
    return roots.getOrDefault(no, no);
  }

  private void merge(String no, String root) {
    roots.replaceAll((one, first) -> first.equals(no) ? root : first);
    roots.put(no, root);
  }

  private List<Map<String, String>> under(String root) {
    return roots.entrySet().stream()
        .filter(one -> one.getValue().equals(root))
        .map(
            one ->
                Map.of(
                    "requestNo",
                    one.getKey(),
                    "channel",
                    channels.getOrDefault(one.getKey(), "web")))
        .toList();
  }
}
