package io.lamplighter.camel;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.routes.LetterFact;
import io.lamplighter.camel.Ledger.Keeping;
import org.jspecify.annotations.Nullable;

/** What the journal says about letters; their cause may hold anything and stays out of it. */
final class LetterFacts {
  private static final String PREFIX = "letter.";

  private LetterFacts() {}

  static Fact of(
      String type,
      Parcel message,
      String reader,
      String actor,
      @Nullable Long attempts,
      @Nullable String why) {
    Entry entry = message.entry();
    return Fact.of(
        type,
        new LetterFact(
            reader, entry.cursor().toString(), entry.type(), entry.subject(), attempts, why),
        Long.toString(message.number()),
        entry.region(),
        actor);
  }

  /** It stands with what the entry is about: there is no letter. */
  static Fact withheld(Keeping kept, String reader) {
    Entry entry = kept.message().entry();
    return Fact.of(
        "letter.withheld",
        new LetterFact(
            reader,
            entry.cursor().toString(),
            entry.type(),
            entry.subject(),
            null,
            kept.why(),
            kept.to()),
        entry.subject(),
        entry.region(),
        "route:" + reader);
  }

  static boolean isOne(Entry entry) {
    return entry.type().startsWith(PREFIX);
  }

  /** A route that failed with news of its own failures would never come to an end. */
  static boolean isAbout(Entry entry, String reader) {
    return isOne(entry) && reader.equals(entry.as(LetterFact.class).reader());
  }
}
