package io.lamplighter.api.journal;

import io.lamplighter.api.Refusal;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Every look at personal data is one entry of the journal, {@code personal.viewed}, and counts
 * against what one person or partner may see in a day. Called by the service that gives the data
 * out, after it has read it and before it answers.
 */
@ProviderType
public interface Looks {
  /**
   * Notes a look, in a transaction of its own; once it returns the entry is committed. What parts
   * of the platform read for themselves ({@link io.lamplighter.api.security.Caller.Kind#SYSTEM})
   * stays in the house and is no look.
   *
   * @throws Refusal.TooMany {@code looks-spent} when the caller would see more than he may in 24
   *     hours; the answer is not to be given then
   */
  void note(Look look);

  /** Who was stopped within the last 24 hours, and over what, as in {@code li (customers)}. */
  List<String> stopped();
}
