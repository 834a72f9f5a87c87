package io.lamplighter.security;

import io.lamplighter.api.Page;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Access.Change;
import io.lamplighter.api.security.Access.Watch;
import io.lamplighter.api.security.Caller;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who may have lost a session, a key or a right: what this node remembers of him is forgotten
 * first, then whoever asked to hear of it is told. What other nodes have changed comes by the
 * journal.
 */
final class Changes {
  private static final Caller SELF = Caller.system("security");
  private static final Set<String> TYPES =
      Set.of(
          "session.closed",
          "password.reset",
          "user.changed",
          "user.removed",
          "partner.changed",
          "partner.removed");

  private final Recent recent;
  private final Set<Consumer<Change>> watchers = new CopyOnWriteArraySet<>();
  private @Nullable Cursor cursor;

  Changes(Recent recent) {
    this.recent = recent;
  }

  Watch watch(Consumer<Change> changed) {
    Consumer<Change> own = changed::accept;
    watchers.add(own);
    return () -> watchers.remove(own);
  }

  /** After the change is committed. */
  void tell(Change change) {
    if (change.kind() == Caller.Kind.PARTNER) {
      recent.forgetPartners();
    } else {
      recent.forgetSessions(change.name());
    }
    watchers.forEach(watcher -> watcher.accept(change));
  }

  /** Takes what has come into the journal since the last time, on whichever node. */
  synchronized void follow(Journal journal) {
    if (cursor == null) {
      cursor = journal.end();
    }
    while (true) {
      Page<Entry> page = journal.read(SELF, cursor, TYPES, Page.MAX);
      page.items().forEach(this::tell);
      Cursor reached = page.next() == null ? cursor : Cursor.parse(page.next());
      if (reached.equals(cursor)) {
        return;
      }
      cursor = reached;
    }
  }

  private void tell(Entry entry) {
    boolean partner = entry.type().startsWith("partner.");
    tell(new Change(partner ? Caller.Kind.PARTNER : Caller.Kind.PERSON, entry.subject()));
  }
}
