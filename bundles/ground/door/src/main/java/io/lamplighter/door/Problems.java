package io.lamplighter.door;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.ws.rs.WebApplicationException;

/** Turns whatever went wrong into what the caller is told. */
final class Problems {
  private static final Map<Class<? extends Refusal>, Integer> STATUS =
      Map.of(
          Refusal.Invalid.class, 400,
          Refusal.Unauthenticated.class, 401,
          Refusal.Forbidden.class, 403,
          Refusal.NotFound.class, 404,
          Refusal.Conflict.class, 409,
          Refusal.Stale.class, 412,
          Refusal.VersionNeeded.class, 428,
          Refusal.TooMany.class, 429,
          Refusal.Unavailable.class, 503);

  private static final Map<Integer, Problem> OF_HTTP =
      Map.of(
          404,
          Problem.notFound(),
          406,
          new Problem(
              406,
              "not-acceptable",
              new Text("None of the accepted media types is offered", "无法以所接受的媒体类型提供")),
          415,
          new Problem(
              415,
              "media-type",
              new Text("The Content-Type cannot be read here", "不支持该 Content-Type")));

  private Problems() {}

  static Problem of(Throwable thrown) {
    // First what the door itself has said: JAX-RS may have said something about it since.
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof Refused refused) {
        return refused.problem();
      }
      if (t instanceof BoundedBody.Lost || isHungUp(t)) {
        return Problem.incomplete().closing();
      }
    }
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof Refusal refusal) {
        return of(refusal);
      }
      if (t instanceof WebApplicationException http) {
        return ofHttp(http);
      }
    }
    return incident(thrown);
  }

  /**
   * Nobody is there to be answered any more; that happens, and is no incident of ours. The HTTP
   * server says so itself; what a service hears on connections of its own is another matter.
   */
  private static boolean isHungUp(Throwable thrown) {
    StackTraceElement[] stack = thrown.getStackTrace();
    return thrown instanceof IOException
        && stack.length > 0
        && stack[0].getClassName().startsWith("org.eclipse.jetty.");
  }

  private static Problem of(Refusal refusal) {
    if (refusal instanceof Refusal.Invalid invalid && !invalid.code().equals("invalid")) {
      return new Problem(
          422, invalid.code(), invalid.text(), invalid.errors(), Map.of(), invalid.details());
    }
    int status = STATUS.getOrDefault(refusal.getClass(), 400);
    return new Problem(
        status,
        refusal.code(),
        detail(refusal),
        errors(refusal),
        headers(refusal),
        refusal.details());
  }

  private static Text detail(Refusal refusal) {
    if (refusal instanceof Refusal.Invalid invalid && !invalid.errors().isEmpty()) {
      return new Text(
          join(invalid.errors(), error -> error.message().en()),
          join(invalid.errors(), error -> error.message().zh()));
    }
    return refusal.text();
  }

  private static String join(List<FieldError> errors, Function<FieldError, String> message) {
    return errors.stream()
        .map(e -> e.pointer().isEmpty() ? message.apply(e) : e.pointer() + ": " + message.apply(e))
        .collect(Collectors.joining("; "));
  }

  private static List<FieldError> errors(Refusal refusal) {
    return refusal instanceof Refusal.Invalid invalid ? invalid.errors() : List.of();
  }

  private static Map<String, String> headers(Refusal refusal) {
    if (refusal instanceof Refusal.TooMany tooMany) {
      return Map.of("Retry-After", seconds(tooMany.retryAfter()));
    }
    if (refusal instanceof Refusal.Unavailable away) {
      return Map.of("Retry-After", seconds(away.retryAfter()));
    }
    if (refusal instanceof Refusal.Unauthenticated) {
      return Map.of("WWW-Authenticate", "Bearer realm=\"lamplighter\"");
    }
    return Map.of();
  }

  private static String seconds(Duration time) {
    return Long.toString(Math.max(1, time.plusMillis(999).toSeconds()));
  }

  private static Problem ofHttp(WebApplicationException http) {
    int status = http.getResponse().getStatus();
    Throwable cause = http.getCause();
    if (status == 404 && cause != null) {
      // JAX-RS says "not found" when a parameter of the address cannot be converted.
      return of(
          new Refusal.Invalid("", "A parameter of the address has a wrong form", "地址中的参数格式不正确"));
    }
    if (status >= 500) {
      return incident(http);
    }
    Problem known = OF_HTTP.get(status);
    return known != null
        ? known
        : new Problem(status, "http-" + status, new Text("The call cannot be taken", "请求无法受理"));
  }

  private static Problem incident(Throwable thrown) {
    String id = Incidents.report(thrown);
    return new Problem(
        500,
        "internal",
        new Text(
            "Something went wrong here; the operator finds it in the log as incident " + id,
            "系统内部出错，运维人员可凭事件编号 " + id + " 在日志中查找"));
  }
}
