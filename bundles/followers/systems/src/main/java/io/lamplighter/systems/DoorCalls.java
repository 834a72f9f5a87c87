package io.lamplighter.systems;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * {@code door:<system>/<what>}: routes that begin with another system's call. Whatever the route
 * does is done when the call is answered.
 */
final class DoorCalls {
  /** Property of the exchange: who calls. */
  static final String CALLER = "lamp-caller";

  private final Map<String, Called.Route<Boolean>> routes = Called.table();

  Called<Boolean> component() {
    return new Called<>(routes, options -> true);
  }

  /**
   * @return what the route answers, null for nothing
   * @throws Refusal.NotFound when no such route runs
   * @throws Refusal.Forbidden unless the caller is a partner with the system as a channel, or an
   *     integrator
   */
  @Nullable Object take(Caller caller, String system, String what, byte[] body) {
    if (caller.kind() != Caller.Kind.PARTNER || !caller.channels().contains(system)) {
      caller.require(Role.INTEGRATOR, Role.ADMINISTRATOR);
    }
    Called.Route<Boolean> route = routes.get(system + "/" + what);
    if (route == null) {
      throw new Refusal.NotFound(
          "route.unknown", new Text("Nothing takes " + system + "/" + what + " in here", "未启用该接口"));
    }
    Exchange done =
        route.call(
            exchange -> {
              exchange.setProperty(CALLER, caller);
              exchange.getMessage().setBody(body);
            });
    Exception failure = done.getException();
    if (failure != null) {
      throw Failures.refusal(failure);
    }
    Object answer = done.getMessage().getBody();
    return answer instanceof Map<?, ?> ? answer : null;
  }
}
