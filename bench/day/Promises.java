import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What customers were promised first, and what became of it: by their bookings and the journal. */
final class Promises {
  private final Times times;
  private final Map<String, double[]> first = new HashMap<>();
  private final Map<String, Double> begun = new HashMap<>();
  private final Map<String, Double> asked = new HashMap<>();

  Promises(Times times) {
    this.times = times;
  }

  void began(String requestNo, double start) {
    begun.put(requestNo, start);
  }

  /** Whether nobody has come yet. */
  boolean isOpen(String requestNo) {
    return !begun.containsKey(requestNo);
  }

  /** He was asked for another time. */
  void moved(String requestNo, double at) {
    asked.merge(requestNo, at, Math::min);
  }

  private double minute(JsonNode of, String field) {
    return times.minute(OffsetDateTime.parse(of.path(field).asText()).toInstant());
  }

  /**
   * @param kept begun within what was promised first
   * @param moved another time was promised instead
   * @param told of the broken ones, how many were told before the first promise's window began
   */
  record Sum(int made, int kept, int moved, int broken, int told) {}

  /**
   * @param reader who may read the journal
   */
  Sum sum(Api reader) throws IOException, InterruptedException {
    Map<String, Double> said = new HashMap<>(asked);
    Map<String, String> why = new HashMap<>();
    asked.keySet().forEach(no -> why.put(no, "asked by the dispatcher"));
    List<JsonNode> facts =
        reader.all(
            "/api/v1/journal?types=appointment.made,appointment.changed,appointment.cancelled&limit=500");
    for (JsonNode fact : facts) {
      JsonNode data = fact.path("data");
      String no = fact.path("subject").asText();
      if (fact.path("type").asText().equals("appointment.made")) {
        first.putIfAbsent(no, new double[] {minute(data, "from"), minute(data, "to")});
      } else if (first.containsKey(no) && !data.path("because").asText().equals("customer")) {
        said.merge(no, minute(fact, "time"), Math::min);
        why.merge(no, data.path("because").asText(), (one, more) -> one + ", " + more);
      }
    }
    int kept = 0;
    int told = 0;
    for (Map.Entry<String, double[]> one : first.entrySet()) {
      Double start = begun.get(one.getKey());
      double[] promised = one.getValue();
      if (start != null && start >= promised[0] - 1 && start <= promised[1] + 1) {
        kept++;
        continue;
      }
      if (said.getOrDefault(one.getKey(), Double.POSITIVE_INFINITY) < promised[0]) {
        told++;
      }
      System.out.printf(
          "  %s promised %.0f to %.0f, begun %.0f, told %.0f (%s)%n",
          one.getKey(),
          promised[0],
          promised[1],
          start == null ? Double.NaN : start,
          said.getOrDefault(one.getKey(), Double.NaN),
          why.getOrDefault(one.getKey(), "nobody"));
    }
    return new Sum(first.size(), kept, said.size(), first.size() - kept, told);
  }
}
