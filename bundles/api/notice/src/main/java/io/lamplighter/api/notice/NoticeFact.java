package io.lamplighter.api.notice;

import io.lamplighter.api.journal.FactType;
import org.jspecify.annotations.Nullable;

/** What has become of a notice; the subject is the request that it is about. */
public sealed interface NoticeFact {
  /**
   * @param notice its id on this way, as in {@link Notice#id}
   * @param channel the way: sms, social
   * @param cause why it has failed
   */
  @FactType(
      value = {"notice.sent", "notice.delivered", "notice.failed"},
      says = "A carrier has sent a notice, has brought it, or could not.")
  record Carried(String notice, String channel, @Nullable String cause) implements NoticeFact {}

  /**
   * @param event the type of the entry that gave reason for it, where it was withheld before it had
   *     a way
   * @param cause {@code training} or {@code testing} when it is the house's context
   * @param channel the way: sms, social; null before it had one
   */
  @FactType(value = "notice.withheld", says = "A customer was not told, for a cause.")
  record Withheld(String notice, @Nullable String event, String cause, @Nullable String channel)
      implements NoticeFact {
    /** Before it had a way. */
    public Withheld(String notice, @Nullable String event, String cause) {
      this(notice, event, cause, null);
    }
  }
}
