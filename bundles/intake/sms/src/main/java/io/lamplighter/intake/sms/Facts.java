package io.lamplighter.intake.sms;

import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.FactType;
import io.lamplighter.api.notice.NoticeFact;
import io.lamplighter.api.security.Caller;
import org.jspecify.annotations.Nullable;

/** What is written to the journal; no number and no word of a text is in it. */
final class Facts {
  static final String SOURCE = "intake-sms";
  private static final String SELF = Caller.system(SOURCE).actor();

  private Facts() {}

  @FactType(value = "sms-message.set-aside", says = "A text cannot be taken in.")
  record SetAside(String cause) {}

  static Fact setAside(String cause, String region) {
    return Fact.of(new SetAside(cause), "sms", region, SELF);
  }

  /**
   * What has become of a notice.
   *
   * @param what sent, delivered, failed or withheld
   */
  static Fact notice(
      String what, String notice, String subject, String region, @Nullable String cause) {
    Record fact =
        what.equals("withheld")
            ? new NoticeFact.Withheld(notice, null, String.valueOf(cause), "sms")
            : new NoticeFact.Carried(notice, "sms", cause);
    return Fact.of("notice." + what, fact, subject, region, SELF);
  }
}
