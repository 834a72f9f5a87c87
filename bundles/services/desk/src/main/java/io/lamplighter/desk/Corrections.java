package io.lamplighter.desk;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.RequestFact.Corrected;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person's word on what was found in a request's words. Whose it is and where is found anew by
 * it, soon, as when a customer becomes known later.
 */
record Corrections(Connection connection) {
  Corrected.Slots apply(RequestEntity request, MoveData data, Instant now) throws SQLException {
    if (data.values().isEmpty()) {
      throw new Refusal.Invalid("", "something must be put right", "须至少更正一项");
    }
    FindTable finds = new FindTable(connection);
    List<String> slots = new ArrayList<>(data.values().keySet());
    for (String slot : slots) {
      finds.correct(request.requestNo(), slot, texts(data.values().get(slot)));
    }
    if (data.values().get(FindTable.ADDRESS) instanceof String address) {
      finds.place(request.requestNo(), address);
      request.forgetPlace();
    }
    if (slots.stream().anyMatch(slot -> tellsAsMuch(slot, request.matchedBy()))) {
      request.forgetCustomer();
    }
    if (slots.stream().anyMatch(FindTable.WHOSE::contains)) {
      new ToMatchTable(connection).request(request.requestNo(), now);
    }
    return new Corrected.Slots(slots);
  }

  private static List<String> texts(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).distinct().toList();
    }
    String text = String.valueOf(value);
    return text.isEmpty() ? List.of() : List.of(text);
  }

  /** Whether the customer, known as he is, would have been known by this before. */
  private static boolean tellsAsMuch(String slot, @Nullable String matchedBy) {
    if (matchedBy == null || !FindTable.WHOSE.contains(slot)) {
      return false;
    }
    String knownBy = matchedBy.equals(Whose.NUMBER) ? FindTable.CUSTOMER_NO : matchedBy;
    return FindTable.WHOSE.indexOf(slot) <= FindTable.WHOSE.indexOf(knownBy);
  }
}
