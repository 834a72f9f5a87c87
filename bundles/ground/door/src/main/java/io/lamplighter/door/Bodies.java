package io.lamplighter.door;

import io.lamplighter.door.Places.Group;
import io.lamplighter.door.Places.Place;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import javax.servlet.ServletInputStream;
import javax.servlet.ServletRequest;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Brings bodies in before anybody works on them. What has come with its head is taken at once; for
 * what has not, no thread waits. Only a method that reads its body while it comes waits itself.
 */
final class Bodies {
  private static final String KEY = Bodies.class.getName();

  /**
   * A media type that names one kind, and not JSON. JAX-RS takes what has spaces or a wildcard in
   * it, or no slash, for JSON as well.
   */
  private static final Pattern NO_JSON =
      Pattern.compile(
          "[^\\x00- ;*/]+/(?!([^\\x00- ;]*[+])?json[\\x00- ;])[^\\x00- ;*/]+[\\x00- ;].*");

  private static final int WAITING = 1024;
  private static final int ONES_SHARE = 32;

  private final ByteBudget budget;
  private final ProblemWriter problems;
  private final LongSupplier nanos;
  private final Places outside =
      new Places(
          Map.of(Group.STRANGERS, WAITING, Group.PARTNERS, WAITING, Group.PEOPLE, WAITING),
          ONES_SHARE);
  private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();

  /**
   * @param nanos as {@code System::nanoTime}
   */
  Bodies(ByteBudget budget, ProblemWriter problems, LongSupplier nanos) {
    this.budget = budget;
    this.problems = problems;
    this.nanos = nanos;
  }

  /**
   * A body, as its reader finds it.
   *
   * @param claim what it holds in memory, and what its reader makes of it
   */
  record Body(ServletInputStream stream, ByteBudget.Claim claim) {}

  /**
   * The body of {@code request}; null when it is not all here: then the call comes by again.
   *
   * @throws Refused when it is too large, or packed
   */
  @Nullable Body of(
      HttpServletRequest request, HttpServletResponse response, Visitor visitor, Rights rights)
      throws IOException {
    Body held = held(request);
    if (held != null) {
      return held;
    }
    ByteBudget.Claim claim = budget.open(visitor);
    if (rights.equals(Rights.NOTHING) || !hasBody(request)) {
      return new Body(new HeldBody(), claim);
    }
    long limit = rights.limit(visitor.caller());
    if (request.getContentLengthLong() > limit) {
      throw new Refused(Problem.tooLarge(limit));
    }
    String encoding = request.getHeader("Content-Encoding");
    if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
      throw new Refused(Problem.encoded().closing());
    }
    if (rights.streams()) {
      return new Body(new BoundedBody(request.getInputStream(), limit, nanos), claim);
    }
    return read(request, response, visitor, limit, claim);
  }

  private @Nullable Body read(
      HttpServletRequest request,
      HttpServletResponse response,
      Visitor visitor,
      long limit,
      ByteBudget.Claim claim)
      throws IOException {
    ArrivingBody arriving =
        new ArrivingBody(request.getInputStream(), request.getContentLengthLong(), limit, claim);
    try {
      if (arriving.takeWhatIsThere()) {
        return whole(request, arriving, claim);
      }
      Waiting call = outside(request, response, visitor, arriving, claim);
      waiting.add(call);
      long announced = request.getContentLengthLong();
      call.begin(Pace.millis(announced < 0 ? limit : announced));
      return null;
    } catch (IOException | RuntimeException e) {
      claim.close();
      throw e;
    }
  }

  /** Lets a call wait outside, if there is a place. */
  private Waiting outside(
      HttpServletRequest request,
      HttpServletResponse response,
      Visitor visitor,
      ArrivingBody arriving,
      ByteBudget.Claim claim) {
    Place place = outside.enter(Group.of(visitor.caller()), visitor.account());
    try {
      Waiting.Ends ends = ends(request, arriving, claim);
      return new Waiting(request, response, arriving, place, problems, ends, nanos);
    } catch (RuntimeException e) {
      place.close();
      throw e;
    }
  }

  private Waiting.Ends ends(
      HttpServletRequest request, ArrivingBody arriving, ByteBudget.Claim claim) {
    return new Waiting.Ends() {
      @Override
      public void whole(Waiting call) {
        hold(request, Bodies.whole(request, arriving, claim));
        waiting.remove(call);
      }

      @Override
      public void sentAway(Waiting call) {
        claim.close();
        waiting.remove(call);
      }
    };
  }

  private static Body whole(
      HttpServletRequest request, ArrivingBody arriving, ByteBudget.Claim claim) {
    HeldBody body = arriving.whole();
    boolean json = isJson(request.getContentType());
    claim.take(Weight.of(body.pieces(), json));
    if (json) {
      JsonBytes.require(body.pieces());
    }
    return new Body(body, claim);
  }

  /** Whether somebody may read it as JSON; what names no type is read by nobody. */
  static boolean isJson(@Nullable String type) {
    return type != null && !NO_JSON.matcher(type.toLowerCase(Locale.ROOT) + ";").matches();
  }

  private static boolean hasBody(HttpServletRequest request) {
    return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
  }

  private static void hold(ServletRequest request, Body body) {
    request.setAttribute(KEY, body);
  }

  private static @Nullable Body held(ServletRequest request) {
    return request.getAttribute(KEY) instanceof Body body ? body : null;
  }

  /** Whether {@code request} has waited, and comes by with its body. */
  static boolean isHeld(ServletRequest request) {
    return held(request) != null;
  }

  /** Gives back what {@code request} holds, because it will not be let in. */
  static void forget(ServletRequest request) {
    Body held = held(request);
    if (held != null) {
      held.claim().close();
    }
  }

  int waiting() {
    return waiting.size();
  }

  /** Sends everybody away who waits: the door is closing. */
  void close() {
    waiting.forEach(call -> call.end(Problem.away()));
  }
}
