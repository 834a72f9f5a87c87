package io.lamplighter.api.journal;

import io.lamplighter.api.Page;
import io.lamplighter.api.security.Caller;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Looks back through the journal, the newest entry first: for people. Followers read forwards. */
@ProviderType
public interface JournalSearch {
  /**
   * Committed entries before {@code before} that fit, the newest first. Only those of the caller's
   * region; needs a person's role.
   *
   * @param before null for the end of the journal
   * @param limit 1 to {@link Page#MAX}
   * @return the page; {@code next} is the cursor to go on from, null at the beginning of the
   *     journal. A page that is not full does not mean the end: of a long journal only a part is
   *     looked through at once
   * @throws io.lamplighter.api.Refusal.Forbidden without a role for it
   */
  Page<Entry> find(Caller caller, Query query, @Nullable Cursor before, int limit);

  /**
   * What is wanted; every criterion that is given must match.
   *
   * @param types empty for all
   * @param subject the number of the thing it happened to; quick however long ago that was
   * @param actor who did it
   */
  record Query(Set<String> types, @Nullable String subject, @Nullable String actor) {
    public Query {
      types = Set.copyOf(types);
    }
  }
}
