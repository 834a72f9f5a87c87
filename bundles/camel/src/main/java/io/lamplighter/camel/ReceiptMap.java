package io.lamplighter.camel;

import io.lamplighter.api.desk.Receipt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A receipt as routes see it: as over HTTP, times in UTC. */
final class ReceiptMap {
  private ReceiptMap() {}

  static Map<String, @Nullable Object> of(Receipt receipt) {
    List<Map<String, String>> promises =
        receipt.promises().stream()
            .map(promise -> Map.of("rule", promise.rule(), "dueAt", promise.dueAt().toString()))
            .toList();
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("requestNo", receipt.requestNo());
    map.put("trackingToken", receipt.trackingToken());
    map.put("state", receipt.state().wire());
    map.put("receivedAt", receipt.receivedAt().toString());
    map.put("mergedInto", receipt.mergedInto());
    map.put("promises", promises);
    return map;
  }
}
