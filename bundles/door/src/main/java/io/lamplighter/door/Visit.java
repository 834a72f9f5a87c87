package io.lamplighter.door;

import io.lamplighter.api.security.Caller;
import io.lamplighter.door.Gate.Stay;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.ServletInputStream;
import javax.servlet.ServletRequest;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** One call that has been let in: who makes it, how much it may send, and that it is still here. */
final class Visit extends HttpServletRequestWrapper {
  private static final String KEY = Visit.class.getName();
  private static final String BASE = "org.apache.cxf.transport.endpoint.uri";
  private final Caller caller;
  private final Stay<Server> stay;
  private final Runnable atEnd;
  private @Nullable ServletInputStream body;

  Visit(HttpServletRequest request, Caller caller, Stay<Server> stay, Runnable atEnd) {
    super(request);
    this.caller = caller;
    this.stay = stay;
    this.atEnd = atEnd;
    request.setAttribute(KEY, this);
  }

  /** The visit that {@code request} continues: an asynchronous call comes by again. */
  static @Nullable Visit continued(ServletRequest request) {
    return (Visit) request.getAttribute(KEY);
  }

  /** Lets the resource answer; the visit ends with the answer, however late that is. */
  void proceed(HttpServletResponse response) throws IOException {
    try {
      stay.value().call(this, response);
    } finally {
      if (!isAsyncStarted() || !endsWithAsync()) {
        end();
      }
    }
  }

  private boolean endsWithAsync() {
    try {
      getAsyncContext().addListener(new AtEnd());
      return true;
    } catch (IllegalStateException e) {
      return false; // it ended between the two questions
    }
  }

  void end() {
    if (stay.end()) {
      atEnd.run();
    }
  }

  /** CXF asks here for the base of all addresses as the caller knows it, for links. */
  @Override
  public @Nullable Object getAttribute(String name) {
    return name.equals(BASE) ? base() : super.getAttribute(name);
  }

  private String base() {
    StringBuffer url = getRequestURL();
    return url.substring(0, url.length() - getRequestURI().length() + 1);
  }

  @Override
  public Caller getUserPrincipal() {
    return caller;
  }

  @Override
  public String getRemoteUser() {
    return caller.name();
  }

  @Override
  public boolean isUserInRole(String role) {
    return caller.roles().stream().anyMatch(r -> r.wire().equals(role));
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    if (body == null) {
      body = new BoundedBody(super.getInputStream(), stay.value().maxBody());
    }
    return body;
  }

  @Override
  public BufferedReader getReader() throws IOException {
    return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
  }

  private final class AtEnd implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }
  }
}
