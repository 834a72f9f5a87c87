package io.lamplighter.broker.embedded;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.security.Access;
import io.lamplighter.api.security.Caller;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/** Knows some partners by their keys, and nobody else. */
@NullUnmarked
record Keys(Map<String, Caller> partners) implements Access {
  static Caller partner(String name, String channel) {
    return new Caller(name, Caller.Kind.PARTNER, Set.of(), "33", Set.of(channel));
  }

  @Override
  public Caller partner(String key) {
    Caller caller = partners.get(key);
    if (caller == null) {
      throw new Refusal.Unauthenticated("key-wrong", new Text("", ""));
    }
    return caller;
  }

  @Override
  public Session logIn(String user, String password) {
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
