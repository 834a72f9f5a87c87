package io.lamplighter.knowledge;

import java.util.Locale;

/** Where an edition of an article is. */
enum ArticleState {
  /** Being written; nobody is told it. */
  DRAFT,
  /** Finished; somebody who has not written on it is to look at it. */
  IN_REVIEW,
  /** May be told, while it is valid and no later edition is. */
  APPROVED,
  /** Not approved; the reason stands with it. */
  RETURNED,
  /** Was approved once, and is told to nobody any more. */
  WITHDRAWN;

  /** As written outside: {@code in-review}. */
  String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
