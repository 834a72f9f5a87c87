package io.lamplighter.kit.requests;

import io.lamplighter.api.desk.Promise;
import io.lamplighter.api.desk.Receipt;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A receipt as the JSON object that every channel answers with. */
public final class Receipts {
  private Receipts() {}

  /**
   * @param time how times are written: in the region's zone to people, in UTC to machines
   */
  public static Map<String, @Nullable Object> of(Receipt receipt, Function<Instant, String> time) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("requestNo", receipt.requestNo());
    json.put("trackingToken", receipt.trackingToken());
    json.put("state", receipt.state().wire());
    json.put("receivedAt", time.apply(receipt.receivedAt()));
    json.put("mergedInto", receipt.mergedInto());
    json.put("promises", promises(receipt.promises(), time));
    return json;
  }

  /** What was promised, each with the rule that promises it, and why when it is not certain. */
  public static List<Map<String, @Nullable String>> promises(
      List<Promise> promises, Function<Instant, String> time) {
    return promises.stream().map(promise -> promise(promise, time)).toList();
  }

  private static Map<String, @Nullable String> promise(
      Promise promise, Function<Instant, String> time) {
    Map<String, @Nullable String> json = new LinkedHashMap<>();
    json.put("rule", promise.rule());
    Instant dueAt = promise.dueAt();
    json.put("dueAt", dueAt == null ? null : time.apply(dueAt));
    if (promise.note() != null) {
      json.put("note", promise.note());
    }
    return json;
  }
}
