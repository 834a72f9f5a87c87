package io.lamplighter.door;

import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.security.Access;
import io.lamplighter.kit.neighbour.Gate;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.core.Response;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A door with one resource behind it, on a real HTTP server with few threads. */
final class House implements AutoCloseable {
  static final String AGENT = "Authorization: Bearer t-wang\r\n";

  /** The same, after he has moved to another region. */
  static final String MOVED = "Authorization: Bearer t-wang-moved\r\n";

  static final int THREADS = 12;

  final ByteBudget budget = new ByteBudget(new ByteBudget.Shares(8 << 20, 4 << 20, 1 << 20));
  final Places places =
      new Places(
          Map.of(
              Places.Group.STRANGERS, 16,
              Places.Group.PARTNERS, 16,
              Places.Group.PEOPLE, 16,
              Places.Group.STREAMS, 2),
          2);
  final Bodies bodies;
  final AtomicLong nanos = new AtomicLong();
  private final org.eclipse.jetty.server.Server jetty =
      new org.eclipse.jetty.server.Server(new QueuedThreadPool(THREADS));
  private final ServerConnector connector = new ServerConnector(jetty, 1, 1);

  House() throws Exception {
    this(new Things(), new Gate<>(new Semaphore(0)));
  }

  /**
   * @param things answers at /things
   * @param answers who does commands once; may be nobody
   */
  House(Resource things, Gate<Answers> answers) throws Exception {
    var json = Json.mapper(ZoneId.of("Asia/Shanghai"));
    ProblemWriter problems = new ProblemWriter(json, Locale.ENGLISH);
    bodies = new Bodies(budget, problems, nanos::get);
    Semaphore room = new Semaphore(4);
    Signs<Server> signs = new Signs<>(room);
    Gate<Access> access = new Gate<>(room);
    access.arrive(new Known());
    Limits.Rate rate = new Limits.Rate(100_000, 100_000);
    List<Object> providers = ResourceHost.providers(1000, json, problems);
    signs.at("/things").gate().arrive(Server.open("/things", things, 1000, providers));
    Welcome welcome =
        new Welcome(
            signs,
            new Identity(access, Duration.ZERO),
            new Limits(rate, rate, rate),
            new Clients(Set.of()),
            new Welcome.Uncounted(Set.of("/health"), Set.of("/files")),
            Duration.ZERO,
            places,
            bodies,
            PublicAddress.of("https://service.example.cn"),
            new Once(answers, Duration.ZERO),
            problems,
            new DoorFigures());
    ServletContextHandler context = new ServletContextHandler();
    ServletHolder holder = new ServletHolder(servlet(welcome));
    holder.setAsyncSupported(true);
    context.addServlet(holder, "/*");
    connector.setHost("127.0.0.1");
    jetty.addConnector(connector);
    jetty.setHandler(context);
    jetty.start();
  }

  private static HttpServlet servlet(Welcome welcome) {
    return new HttpServlet() {
      private static final long serialVersionUID = 1L;

      @Override
      protected void service(HttpServletRequest request, HttpServletResponse response)
          throws IOException {
        welcome.receive(BrowserSession.of(request), response);
      }
    };
  }

  int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() throws Exception {
    bodies.close();
    jetty.stop();
  }

  /** What is behind the door. */
  @Path("/")
  public static final class Things implements Resource {
    @GET
    @MayCall({"public", "staff"})
    public String hello() {
      return "hello";
    }

    @POST
    @Path("digest")
    @Consumes({"application/json", "text/plain"})
    @MayCall(
        value = {"public", "agent"},
        body = 2 << 20)
    public Response digest(byte[] body) {
      String digest = Integer.toString(Arrays.hashCode(body));
      return Response.created(URI.create("/things/" + body.length)).entity(digest).build();
    }

    @POST
    @Path("staff")
    @MayCall(value = "agent", body = 32 << 20)
    public Map<String, Object> staff(Map<String, Object> body) {
      return Map.of("fields", body.size());
    }

    @POST
    @Path("nobody")
    public void nobody() {}

    @POST
    @Path("stream")
    @MayCall(value = "agent", body = 1 << 20, streams = true)
    public String stream(InputStream body) throws IOException {
      return Integer.toString(body.readAllBytes().length);
    }
  }
}
