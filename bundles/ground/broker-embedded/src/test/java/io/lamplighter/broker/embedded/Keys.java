package io.lamplighter.broker.embedded;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.security.Access;
import io.lamplighter.api.security.Caller;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.NullUnmarked;

/** Knows some partners by their keys, and nobody else. */
@NullUnmarked
record Keys(
    Map<String, Caller> partners, List<Consumer<Access.Change>> watchers, AtomicBoolean away)
    implements Access {
  Keys(Map<String, Caller> partners) {
    this(partners, new CopyOnWriteArrayList<>(), new AtomicBoolean());
  }

  /** As the platform tells that a key is another now. */
  void tell(String partner) {
    watchers.forEach(w -> w.accept(new Change(Caller.Kind.PARTNER, partner)));
  }

  static Caller partner(String name, String channel) {
    return new Caller(name, Caller.Kind.PARTNER, Set.of(), "33", Set.of(channel));
  }

  @Override
  public Caller look(String token) {
    return person(token);
  }

  @Override
  public Watch watch(Consumer<Change> changed) {
    watchers.add(changed);
    return () -> watchers.remove(changed);
  }

  @Override
  public Caller partner(String key) {
    if (away.get()) {
      throw new Refusal.Unavailable(new Text("away", "不在"), new IllegalStateException());
    }
    Caller caller = partners.get(key);
    if (caller == null) {
      throw new Refusal.Unauthenticated("key-wrong", new Text("", ""));
    }
    return caller;
  }

  @Override
  public Session logIn(String user, String password, Origin origin) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void logOut(String token) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Caller person(String token) {
    throw new UnsupportedOperationException();
  }
}
