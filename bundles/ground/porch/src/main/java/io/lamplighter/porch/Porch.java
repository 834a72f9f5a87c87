package io.lamplighter.porch;

import io.lamplighter.api.porch.Reception;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Hands every call to the door, and asks for patience while there is none. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/*")
@HttpWhiteboardServletAsyncSupported
public final class Porch extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** Both languages at once: who would find out the caller's is the one who is not there. */
  private static final byte[] AWAY =
      ("{\"type\":\"urn:lamplighter:problem:unavailable\",\"title\":\"Away for a moment 暂时不可用\","
              + "\"status\":503,\"detail\":\"Try again in a moment 请稍后再试\"}")
          .getBytes(StandardCharsets.UTF_8);

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  @SuppressWarnings("NonFinalField") // comes and goes: the one thing here that must
  transient volatile @Nullable Reception reception;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Reception there = reception;
    if (there == null) {
      away(request, response);
    } else {
      hand(there, request, response);
    }
  }

  /** What is left of a door that went while a call was with it cannot even say so. */
  private void hand(Reception there, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      there.receive(request, response);
    } catch (LinkageError | RuntimeException e) {
      if (there.equals(reception) || response.isCommitted()) {
        throw e;
      }
      response.reset();
      away(request, response);
    }
  }

  private static void away(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setHeader("Retry-After", "1");
    response.setHeader("Content-Type", "application/problem+json");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(AWAY.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(AWAY);
    }
  }
}
