package io.lamplighter.door;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.security.Access;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.util.Set;
import java.util.function.Consumer;

/** Knows the agent Wang by {@code t-wang} and the hotline by {@code k-hotline}, and nobody else. */
class Known implements Access {
  @Override
  public Session logIn(String user, String password, Origin origin) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void logOut(String token) {}

  @Override
  public Caller person(String token) {
    if (token.startsWith("t-wang")) {
      String region = token.equals("t-wang") ? "33" : "34";
      return new Caller("wang", Caller.Kind.PERSON, Set.of(Role.AGENT), region, Set.of());
    }
    throw new Refusal.Unauthenticated("session-ended", new Text("ended", "已失效"));
  }

  @Override
  public Caller look(String token) {
    return person(token);
  }

  @Override
  public Watch watch(Consumer<Change> changed) {
    return () -> {};
  }

  @Override
  public Caller partner(String key) {
    if (key.equals("k-hotline")) {
      return new Caller("hotline", Caller.Kind.PARTNER, Set.of(), "", Set.of("hotline"));
    }
    throw new Refusal.Unauthenticated("key-wrong", new Text("wrong", "错误"));
  }
}
