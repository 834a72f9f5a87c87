package io.lamplighter.kit.neighbour;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullUnmarked;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

/** A service registry as a bundle sees it; events are synchronous, as the framework's are. */
@NullUnmarked
final class Registry {
  private record Listening(ServiceListener listener, Filter filter) {}

  private final List<Listening> listeners = new CopyOnWriteArrayList<>();
  private final Map<ServiceReference<?>, Object> services = new ConcurrentHashMap<>();
  volatile int state = Bundle.ACTIVE;
  final BundleContext context = fake(BundleContext.class, this::context);
  private final Bundle bundle =
      fake(Bundle.class, (p, method, a) -> method.getName().equals("getState") ? state : null);

  /** What takes it away again. */
  Runnable register(Object service, Map<String, Object> properties) {
    ServiceReference<?> reference = fake(ServiceReference.class, new Properties(properties));
    services.put(reference, service);
    tell(ServiceEvent.REGISTERED, reference);
    return () -> {
      tell(ServiceEvent.UNREGISTERING, reference);
      services.remove(reference);
    };
  }

  int listeners() {
    return listeners.size();
  }

  private void tell(int type, ServiceReference<?> reference) {
    for (Listening one : listeners) {
      if (one.filter.match(reference)) {
        one.listener.serviceChanged(new ServiceEvent(type, reference));
      }
    }
  }

  private Object context(Object proxy, Method method, Object[] arguments) throws Exception {
    switch (method.getName()) {
      case "getBundle":
        return bundle;
      case "addServiceListener":
        listeners.add(
            new Listening(
                (ServiceListener) arguments[0], FrameworkUtil.createFilter((String) arguments[1])));
        return null;
      case "removeServiceListener":
        listeners.removeIf(one -> one.listener.equals(arguments[0]));
        return null;
      case "getServiceReferences":
        Filter filter = FrameworkUtil.createFilter((String) arguments[1]);
        return services.keySet().stream().filter(filter::match).toArray(ServiceReference[]::new);
      case "getService":
        return services.get(arguments[0]);
      case "ungetService":
        return true;
      default:
        throw new UnsupportedOperationException(method.getName());
    }
  }

  private record Properties(Map<String, Object> all) implements InvocationHandler {
    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
      return switch (method.getName()) {
        case "getProperty" ->
            all.entrySet().stream()
                .filter(one -> one.getKey().equalsIgnoreCase((String) arguments[0]))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
        case "getPropertyKeys" -> all.keySet().toArray(String[]::new);
        case "hashCode" -> System.identityHashCode(proxy);
        case "equals" -> proxy == arguments[0];
        case "compareTo" -> Integer.compare(proxy.hashCode(), Objects.hashCode(arguments[0]));
        case "toString" -> all.toString();
        default -> null;
      };
    }
  }

  private static <T> T fake(Class<T> type, InvocationHandler handler) {
    Class<?>[] faces = {type};
    return type.cast(Proxy.newProxyInstance(Registry.class.getClassLoader(), faces, handler));
  }
}
