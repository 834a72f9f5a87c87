package io.lamplighter.door;

import io.lamplighter.api.security.Caller;
import io.lamplighter.door.Operations.Operation;
import io.lamplighter.kit.neighbour.Gate.Stay;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.ServletInputStream;
import javax.servlet.ServletRequest;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** One call that has been let in: who makes it, what he sent, and that it is still here. */
final class Visit extends HttpServletRequestWrapper {
  private static final String KEY = Visit.class.getName();
  private static final String BASE = "org.apache.cxf.transport.endpoint.uri";
  private final Visitor visitor;
  private final Operation operation;
  private final Stay<Server> stay;
  private final Bodies.Body body;
  private final URI address;
  private final Runnable atEnd;
  private final boolean readable;

  /**
   * @param body what he sent; what it holds in memory is given back at the end
   * @param address of ours, as the caller is to use it
   */
  Visit(
      HttpServletRequest request,
      Visitor visitor,
      Operation operation,
      Stay<Server> stay,
      Bodies.Body body,
      URI address,
      Runnable atEnd) {
    super(request);
    this.visitor = visitor;
    this.operation = operation;
    this.stay = stay;
    this.body = body;
    this.address = address;
    this.atEnd = atEnd;
    readable = MediaTypes.isReadable(request.getContentType());
    request.setAttribute(KEY, this);
  }

  /** The visit that {@code request} continues: an asynchronous call comes by again. */
  static @Nullable Visit continued(ServletRequest request) {
    return request.getAttribute(KEY) instanceof Visit visit ? visit : null;
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
      body.claim().close();
      atEnd.run();
    }
  }

  /** Who asks, and what he may see. */
  String caller() {
    return visitor.standing();
  }

  /** Digest of what is wanted; of a body that is read while it comes, known when it has come. */
  Answers.Asked asked() {
    String head =
        String.join(
            " ",
            getMethod(),
            getRequestURI() + "?" + getQueryString(),
            Objects.requireNonNullElse(getHeader("If-Match"), ""));
    byte[] first = head.getBytes(StandardCharsets.UTF_8);
    if (body.stream() instanceof BoundedBody passing) {
      passing.note();
      return () -> CallKey.digest(first, passing.digest());
    }
    HeldBody held = (HeldBody) body.stream();
    return () -> CallKey.digest(first, CallKey.digest(held.pieces()));
  }

  Operation operation() {
    return operation;
  }

  /**
   * The rights of the method that JAX-RS has chosen.
   *
   * @throws io.lamplighter.api.Refusal when it is another one than the door found, and not for this
   *     caller
   */
  void judge(Rights chosen) {
    if (!chosen.equals(operation.rights())) {
      chosen.require(visitor, operation.at());
    }
  }

  /** CXF asks here for the base of all addresses, for links. */
  @Override
  public @Nullable Object getAttribute(String name) {
    return name.equals(BASE) ? address + "/" : super.getAttribute(name);
  }

  /**
   * JAX-RS fails at a language that it cannot read, in whichever resource asks for it, and at a
   * media type.
   */
  @Override
  public Enumeration<String> getHeaders(String name) {
    Enumeration<String> lines = super.getHeaders(name);
    if (!readable && name.equalsIgnoreCase("Content-Type")) {
      return Collections.enumeration(List.of(MediaTypes.UNKNOWN));
    }
    return name.equalsIgnoreCase("Accept-Language")
        ? Collections.enumeration(Languages.readable(Collections.list(lines)))
        : lines;
  }

  @Override
  public @Nullable String getContentType() {
    return readable ? super.getContentType() : MediaTypes.UNKNOWN;
  }

  @Override
  public @Nullable String getCharacterEncoding() {
    return readable ? super.getCharacterEncoding() : null;
  }

  @Override
  public String getScheme() {
    return address.getScheme();
  }

  @Override
  public boolean isSecure() {
    return address.getScheme().equals("https");
  }

  /** And here for Location. */
  @Override
  public String getServerName() {
    return address.getHost();
  }

  @Override
  public int getServerPort() {
    return address.getPort();
  }

  @Override
  public StringBuffer getRequestURL() {
    return new StringBuffer(address + getRequestURI());
  }

  @Override
  public Caller getUserPrincipal() {
    return visitor.caller();
  }

  @Override
  public String getRemoteUser() {
    return visitor.caller().name();
  }

  /** Knows the words of {@code MayCall} as well. */
  @Override
  public boolean isUserInRole(String role) {
    return visitor.is(role);
  }

  @Override
  public ServletInputStream getInputStream() {
    return body.stream();
  }

  @Override
  public BufferedReader getReader() {
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
