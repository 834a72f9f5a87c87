package io.lamplighter.door;

import static java.util.Objects.requireNonNull;

import io.lamplighter.api.door.Resource;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.endpoint.Endpoint;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.jaxrs.model.ClassResourceInfo;
import org.apache.cxf.jaxrs.model.URITemplate;
import org.apache.cxf.jaxrs.provider.ServerProviderFactory;
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
  private final Operations operations;
  private final Bus bus;
  private final AbstractHTTPDestination destination;

  private Server(
      Resource resource, Operations operations, Bus bus, AbstractHTTPDestination destination) {
    this.resource = resource;
    this.operations = operations;
    this.bus = bus;
    this.destination = destination;
  }

  /**
   * @param usualBody most bytes where a method does not say otherwise
   */
  static Server open(String path, Resource resource, long usualBody, List<Object> providers) {
    ClassLoader before = enter(Server.class.getClassLoader());
    Bus bus = BusFactory.newInstance().createBus();
    Bus beforeBus = BusFactory.getAndSetThreadDefaultBus(bus);
    try {
      JAXRSServerFactoryBean factory = new JAXRSServerFactoryBean();
      factory.setBus(bus);
      factory.setAddress("/");
      factory.setServiceBean(resource);
      List<ClassResourceInfo> classes = factory.getServiceFactory().getClassResourceInfo();
      classes.forEach(info -> moveTo(path, info));
      factory.setProviders(providers);
      factory.setDestinationFactory(new HTTPTransportFactory(new DestinationRegistryImpl()));
      // Our mapper answers for JAX-RS exceptions too.
      factory.setProperties(Map.of("default.wae.mapper.least.specific", true));
      var server = factory.create();
      takeAsSent(server.getEndpoint());
      var destination = (AbstractHTTPDestination) server.getDestination();
      return new Server(resource, new Operations(classes, usualBody), bus, destination);
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

  /**
   * CXF lets {@code ?_ctype=json} say what a body is, after the door has weighed it by its header.
   */
  private static void takeAsSent(Endpoint endpoint) {
    Object providers = endpoint.get(ServerProviderFactory.class.getName());
    ((ServerProviderFactory) requireNonNull(providers)).setRequestPreprocessor(null);
  }

  Operations operations() {
    return operations;
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
