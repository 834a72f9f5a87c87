package io.lamplighter.notices;

import io.lamplighter.api.desk.Desk;
import io.lamplighter.notices.NoticeTables.Pending;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What stands for each name in the words of a notice.
 *
 * @param address under which the public's pages are called; empty when there is none
 */
record Values(Desk desk, Supplier<ZoneId> zone, String address) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);

  /**
   * @param leads whether there is a link to the page of the request
   * @param answer what an enquirer is answered; empty for all others
   */
  Map<String, String> of(Pending notice, boolean leads, String answer) {
    String no = notice.requestNo();
    Map<String, String> values = new HashMap<>(Map.of("no", no, "answer", answer));
    if (leads && !address.isEmpty()) {
      // The code stands behind the #: the server of the page, and its log, never get it.
      values.put("link", address + "/p/" + no + "#" + desk.trackingToken(Dispatch.SELF, no));
    }
    values.put("from", written(notice.from()));
    values.put("to", written(notice.to()));
    return values;
  }

  private String written(@Nullable Instant time) {
    return time == null ? "" : TIME.format(time.atZone(zone.get()));
  }
}
