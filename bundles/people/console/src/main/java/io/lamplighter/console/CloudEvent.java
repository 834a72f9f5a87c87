package io.lamplighter.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lamplighter.api.journal.Entry;
import java.util.Map;

/**
 * A journal entry as a CloudEvent 1.0; {@code region} and {@code actor} are our extension
 * attributes.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record CloudEvent(
    String specversion,
    String id,
    String type,
    String source,
    String subject,
    String time,
    String region,
    String actor,
    String datacontenttype,
    Map<String, Object> data) {

  static CloudEvent of(Entry entry, RegionTime time) {
    return new CloudEvent(
        "1.0",
        entry.cursor().toString(),
        entry.type(),
        entry.source(),
        entry.subject(),
        time.text(entry.time()),
        entry.region(),
        entry.actor(),
        "application/json",
        time.data(entry.data()));
  }
}
