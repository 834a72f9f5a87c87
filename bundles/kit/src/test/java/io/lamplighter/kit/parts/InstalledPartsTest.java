package io.lamplighter.kit.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

class InstalledPartsTest {
  private final BundleContext instance =
      instance(
          bundle("org.apache.cxf.core", Map.of("Bundle-Name", "CXF")),
          bundle("io.lamplighter.desk", Map.of()),
          bundle("io.lamplighter.intake-web", Map.of("Lamplighter-Channels", "web, app,hall")),
          bundle("com.example.city.street-light", Map.of("Lamplighter-Channels", "street-light")));

  @Test
  void aPartIsOursOrSaysThatItIsOne() {
    assertEquals(Set.of("desk", "intake-web", "street-light"), InstalledParts.names(instance));
  }

  @Test
  void whoTakesRequestsInSaysByWhichChannels() {
    assertEquals(Set.of("app", "hall", "street-light", "web"), InstalledParts.channels(instance));
  }

  private static BundleContext instance(Bundle... bundles) {
    return of(BundleContext.class, (proxy, method, arguments) -> bundles);
  }

  private static Bundle bundle(String name, Map<String, String> headers) {
    return of(
        Bundle.class,
        (proxy, method, arguments) ->
            method.getName().equals("getSymbolicName") ? name : new Hashtable<>(headers));
  }

  private static <T> T of(Class<T> type, InvocationHandler answers) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
  }
}
