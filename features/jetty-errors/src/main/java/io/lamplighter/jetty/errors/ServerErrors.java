package io.lamplighter.jetty.errors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.util.component.Container;
import org.jspecify.annotations.Nullable;

/**
 * The server's own answers as problem+json (RFC 9457), in both languages at once. They are given
 * where no servlet can be asked: to what is not HTTP, between the opening of the port and the first
 * servlet, and while the one servlet is replaced. That is why "not found" becomes "not yet" here.
 *
 * <p>A context answers for itself once there is one, so as the server's listener it gives each the
 * same manners.
 */
public final class ServerErrors extends ErrorHandler implements Container.InheritedListener {
  private static final String MEDIA_TYPE = "application/problem+json";

  @Override
  public void beanAdded(Container parent, Object child) {
    if (child instanceof ContextHandler context) {
      context.setErrorHandler(new OfContext());
    }
  }

  @Override
  public void beanRemoved(Container parent, Object child) {}

  @Override
  public void doError(
      String target, Request base, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer(base, response);
  }

  /** Pages that somebody has registered for errors go first. */
  private static final class OfContext extends ErrorPageErrorHandler {
    @Override
    public void doError(
        String target, Request base, HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (getErrorPage(request) == null) {
        answer(base, response);
      } else {
        super.doError(target, base, request, response);
      }
    }
  }

  private static void answer(Request base, HttpServletResponse response) throws IOException {
    int status = notYet(response.getStatus());
    response.setStatus(status);
    if (status == HttpStatus.SERVICE_UNAVAILABLE_503) {
      response.setHeader("Retry-After", "1");
    }
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Content-Type", MEDIA_TYPE);
    byte[] body = problem(status);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    base.setHandled(true);
  }

  private static int notYet(int status) {
    return status == HttpStatus.NOT_FOUND_404 ? HttpStatus.SERVICE_UNAVAILABLE_503 : status;
  }

  @Override
  public ByteBuffer badMessageError(int status, @Nullable String reason, HttpFields fields) {
    fields.put(HttpHeader.CONTENT_TYPE, MEDIA_TYPE);
    return ByteBuffer.wrap(problem(status));
  }

  static byte[] problem(int status) {
    String json;
    if (status == HttpStatus.SERVICE_UNAVAILABLE_503) {
      json =
          problem(status, "unavailable", "Away for a moment 暂时不可用", "Try again in a moment 请稍后再试");
    } else if (status < 500) {
      json =
          problem(
              status,
              "bad-request",
              "The input cannot be taken 输入无法受理",
              "The address or a header cannot be read 地址或请求头无法解析");
    } else {
      json = problem(status, "internal", "An error of ours 系统内部错误", "Try again later 请稍后再试");
    }
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private static String problem(int status, String code, String title, String detail) {
    return "{\"type\":\"urn:lamplighter:problem:"
        + code
        + "\",\"title\":\""
        + title
        + "\",\"status\":"
        + status
        + ",\"detail\":\""
        + detail
        + "\"}";
  }
}
