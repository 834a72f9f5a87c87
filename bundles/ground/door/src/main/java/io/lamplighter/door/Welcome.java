package io.lamplighter.door;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.security.Caller;
import io.lamplighter.door.Operations.Operation;
import io.lamplighter.door.Places.Group;
import io.lamplighter.door.Places.Place;
import io.lamplighter.door.Signs.Sign;
import io.lamplighter.kit.neighbour.Gate.Stay;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a call before a resource sees it: whose it is, who makes it and whether he may,
 * all from its head; then its body comes in, and it is let in.
 */
final class Welcome {
  private final Signs<Server> signs;
  private final Identity identity;
  private final Limits limits;
  private final Clients clients;
  private final Uncounted uncounted;
  private final Duration patience;
  private final Places places;
  private final Bodies bodies;
  private final PublicAddress address;
  private final Once once;
  private final ProblemWriter problems;
  private final DoorFigures figures;
  private volatile boolean leaving;

  /**
   * @param uncounted paths at which calls are not counted
   * @param patience how long a call waits for a part that is being replaced
   */
  Welcome(
      Signs<Server> signs,
      Identity identity,
      Limits limits,
      Clients clients,
      Uncounted uncounted,
      Duration patience,
      Places places,
      Bodies bodies,
      PublicAddress address,
      Once once,
      ProblemWriter problems,
      DoorFigures figures) {
    this.signs = signs;
    this.identity = identity;
    this.limits = limits;
    this.clients = clients;
    this.uncounted = uncounted;
    this.patience = patience;
    this.places = places;
    this.bodies = bodies;
    this.address = address;
    this.once = once;
    this.problems = problems;
    this.figures = figures;
  }

  /** Nobody waits for a part any more: the door itself is being replaced. */
  void leave() {
    leaving = true;
    // Whoever waits here would wait in a class loader that is no more.
    signs.all().forEach(sign -> sign.gate().close());
    identity.close();
  }

  void receive(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String path = "";
    Problem problem;
    try {
      Sign<Server> sign = sign(request);
      if (sign == null) {
        // A call that was on its way in when the door left.
        problem = leaving ? Problem.away() : Problem.notFound();
      } else {
        path = sign.path();
        problem = receive(sign, request, response);
      }
    } catch (RuntimeException e) {
      problem = Problems.of(e);
    }
    if (problem != null) {
      Bodies.forget(request);
      problems.write(problem, request, response);
      figures.answered(path, response.getStatus());
    }
  }

  private @Nullable Sign<Server> sign(HttpServletRequest request) {
    if (!Address.isReadable(request.getRequestURI())
        || !Address.isReadable(request.getQueryString())) {
      throw new Refused(Problem.unreadable());
    }
    return Address.hasDots(request.getRequestURI()) ? null : signs.find(request.getRequestURI());
  }

  /**
   * @return what stands against it; null when it was answered, or waits for its body
   */
  private @Nullable Problem receive(
      Sign<Server> sign, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Visitor visitor = identify(sign, request);
    boolean watches = uncounted.watched().contains(sign.path());
    Group group = watches ? Group.WATCHERS : Group.of(visitor.caller());
    try (Place place = places.enter(group, visitor.account())) {
      Stay<Server> stay = enter(sign);
      if (stay == null) {
        return Problem.away();
      }
      Visit visit = null;
      try {
        visit = admit(sign, stay, visitor, request, response);
      } finally {
        if (visit == null) {
          stay.end();
        }
      }
      if (visit != null) {
        letIn(visit, visitor, request, response);
      }
      return null;
    }
  }

  private Visitor identify(Sign<Server> sign, HttpServletRequest request) {
    String network = clients.network(request);
    request.setAttribute(Resource.CLIENT_ADDRESS, network);
    boolean near = clients.isNear(request);
    Caller caller;
    try {
      caller = identity.of(request);
    } catch (Refusal.Unauthenticated e) {
      limits.count(Caller.PUBLIC, network); // who guesses keys is as slow as anybody
      throw e;
    }
    if (!uncounted.has(sign.path(), near) && !Bodies.isHeld(request)) {
      limits.count(caller, network);
    }
    return new Visitor(caller.at(network), network, near);
  }

  private @Nullable Stay<Server> enter(Sign<Server> sign) {
    Stay<Server> stay = sign.gate().enter(Duration.ZERO);
    if (stay != null || leaving) {
      return stay;
    }
    figures.beginsToWait();
    try {
      stay = sign.gate().enter(signs.patience(sign, patience));
    } finally {
      figures.stopsWaiting(stay != null);
    }
    return stay;
  }

  /**
   * @return null when the call waits for its body, and will come by again
   */
  private @Nullable Visit admit(
      Sign<Server> sign,
      Stay<Server> stay,
      Visitor visitor,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Operation operation =
        stay.value().operations().find(request.getMethod(), request.getRequestURI());
    operation.rights().require(visitor, operation.at());
    Bodies.Body body = bodies.of(request, response, visitor, operation.rights());
    return body == null
        ? null
        : new Visit(
            request,
            visitor,
            operation,
            stay,
            body,
            address.of(request),
            () -> figures.answered(sign.path(), response.getStatus()));
  }

  private void letIn(
      Visit visit, Visitor visitor, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean streams = visit.operation().rights().streams();
    try (Place place = streams ? places.enterSoon(Group.STREAMS, visitor.account()) : null) {
      once.proceed(visit, response);
    } catch (RuntimeException e) {
      visit.end();
      problems.write(Problems.of(e), request, response);
    }
  }

  /**
   * Paths at which calls are not counted.
   *
   * @param watched paths that tell how we are: from this machine, and in places of their own
   * @param files paths of files that one page has many of: from everywhere
   */
  record Uncounted(Set<String> watched, Set<String> files) {
    boolean has(String path, boolean near) {
      return files.contains(path) || (near && watched.contains(path));
    }
  }
}
