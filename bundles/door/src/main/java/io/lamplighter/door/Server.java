package io.lamplighter.door;

import io.lamplighter.api.door.Resource;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.jaxrs.model.ClassResourceInfo;
import org.apache.cxf.jaxrs.model.URITemplate;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.apache.cxf.transport.http.DestinationRegistryImpl;
import org.apache.cxf.transport.http.HTTPTransportFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One resource as a JAX-RS server. It has a Bus and a registry of its own: nothing of a bundle that
 * left stays in CXF's caches, and only the door can reach it, not CXF's own servlet.
 */
final class Server {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);
  private final Resource resource;
  private final long maxBody;
  private final Bus bus;
  private final AbstractHTTPDestination destination;

  private Server(Resource resource, long maxBody, Bus bus, AbstractHTTPDestination destination) {
    this.resource = resource;
    this.maxBody = maxBody;
    this.bus = bus;
    this.destination = destination;
  }

  static Server open(String path, Resource resource, long maxBody, List<Object> providers) {
    ClassLoader before = enter(Server.class.getClassLoader());
    Bus bus = BusFactory.newInstance().createBus();
    Bus beforeBus = BusFactory.getAndSetThreadDefaultBus(bus);
    try {
      JAXRSServerFactoryBean factory = new JAXRSServerFactoryBean();
      factory.setBus(bus);
      factory.setAddress("/");
      factory.setServiceBean(resource);
      factory.getServiceFactory().getClassResourceInfo().forEach(info -> moveTo(path, info));
      factory.setProviders(providers);
      factory.setDestinationFactory(new HTTPTransportFactory(new DestinationRegistryImpl()));
      // Our mapper answers for JAX-RS exceptions too.
      factory.setProperties(Map.of("default.wae.mapper.least.specific", true));
      var destination = (AbstractHTTPDestination) factory.create().getDestination();
      return new Server(resource, maxBody, bus, destination);
    } catch (RuntimeException e) {
      bus.shutdown(true);
      throw e;
    } finally {
      BusFactory.setThreadDefaultBus(beforeBus);
      enter(before);
    }
  }

  /**
   * Puts the path into the resource's own template and not into the server's address: so all
   * resources have one base, and {@code Response.created("/api/v1/…")} means what it says.
   */
  private static void moveTo(String path, ClassResourceInfo info) {
    String own = info.getURITemplate().getValue();
    info.setURITemplate(URITemplate.createTemplate(own.equals("/") ? path : path + own));
  }

  long maxBody() {
    return maxBody;
  }

  /** Answers one call; the resource's own class loader is the thread's meanwhile. */
  void call(HttpServletRequest request, HttpServletResponse response) throws IOException {
    ClassLoader before = enter(resource.getClass().getClassLoader());
    try {
      destination.invoke(null, request.getServletContext(), request, response);
    } finally {
      enter(before);
    }
  }

  void farewell() {
    try {
      resource.leaving();
    } catch (RuntimeException e) {
      LOG.warn("{} failed to end its streams", resource.getClass(), e);
    }
  }

  void close() {
    bus.shutdown(true);
  }

  private static ClassLoader enter(ClassLoader loader) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    return before;
  }
}
