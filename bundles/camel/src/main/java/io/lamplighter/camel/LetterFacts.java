package io.lamplighter.camel;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the journal says about letters; their cause may hold anything and stays out of it. */
final class LetterFacts {
  private static final String PREFIX = "letter.";
  private static final String READER = "reader";

  private LetterFacts() {}

  static Fact of(
      String type, Message message, String reader, String actor, Map<String, ?> details) {
    Entry entry = message.entry();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put(READER, reader);
    data.put("entry", entry.cursor().toString());
    data.put("entryType", entry.type());
    data.put("entrySubject", entry.subject());
    data.putAll(details);
    return new Fact(type, Long.toString(message.number()), entry.region(), actor, data);
  }

  static boolean isOne(Entry entry) {
    return entry.type().startsWith(PREFIX);
  }

  /** A route that failed with news of its own failures would never come to an end. */
  static boolean isAbout(Entry entry, String reader) {
    return isOne(entry) && reader.equals(entry.data().get(READER));
  }
}
