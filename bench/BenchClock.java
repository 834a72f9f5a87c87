import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;

/**
 * A bundle that gives the house its time: the system's, and as far ahead of it as it was told on a
 * port of the loopback, in milliseconds on a line. Nobody sees any other while it is there.
 */
public final class BenchClock implements BundleActivator, InstantSource, FindHook, EventListenerHook {
  private final Clock system = Clock.systemUTC();
  private volatile long ahead;
  private ServerSocket port;
  private long own;

  @Override
  public void start(BundleContext context) throws IOException {
    int number = Integer.parseInt(System.getenv("BENCH_CLOCK_PORT"));
    port = new ServerSocket(number, 8, InetAddress.getLoopbackAddress());
    Thread listener = new Thread(this::listen, "bench-clock");
    listener.setDaemon(true);
    listener.start();
    own = context.getBundle().getBundleId();
    context.registerService(InstantSource.class, this, null);
    context.registerService(FindHook.class, this, null);
    context.registerService(EventListenerHook.class, this, null);
  }

  @Override
  public void stop(BundleContext context) throws IOException {
    port.close();
  }

  @Override
  public Instant instant() {
    return system.instant().plusMillis(ahead);
  }

  @Override
  public void find(
      BundleContext context,
      String name,
      String filter,
      boolean all,
      Collection<ServiceReference<?>> found) {
    found.removeIf(this::isAnother);
  }

  @Override
  public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
    if (isAnother(event.getServiceReference())) {
      listeners.clear();
    }
  }

  private boolean isAnother(ServiceReference<?> one) {
    String[] classes = (String[]) one.getProperty(Constants.OBJECTCLASS);
    Object bundle = one.getProperty(Constants.SERVICE_BUNDLEID);
    return Arrays.asList(classes).contains(InstantSource.class.getName())
        && !Long.valueOf(own).equals(bundle);
  }

  private void listen() {
    while (!port.isClosed()) {
      try (Socket caller = port.accept()) {
        ahead = Math.max(ahead, Long.parseLong(line(caller)));
        caller.getOutputStream().write((ahead + "\n").getBytes(StandardCharsets.US_ASCII));
      } catch (IOException | NumberFormatException e) {
        System.err.println("bench-clock: " + e);
      }
    }
  }

  private static String line(Socket caller) throws IOException {
    return new BufferedReader(
            new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII))
        .readLine();
  }
}
