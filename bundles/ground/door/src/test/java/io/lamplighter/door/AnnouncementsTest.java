package io.lamplighter.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

class AnnouncementsTest {
  private final Signs<String> signs = new Signs<>(new Semaphore(1));
  private final Announcements announcements = new Announcements(signs);

  @Test
  void anUpdatedBundleAnnouncesWhatItsNewManifestSays() {
    Dictionary<String, String> headers = new Hashtable<>();
    Bundle bundle = bundle(headers);
    headers.put(Announcements.HEADER, "/requests, /old");
    var announced = announcements.addingBundle(bundle, null);
    assertNotNull(announced);
    assertEquals(List.of("/requests", "/old"), known());

    headers.put(Announcements.HEADER, "/requests,/new");
    announcements.modifiedBundle(bundle, null, announced);
    announcements.modifiedBundle(bundle, null, announced);
    assertEquals(List.of("/requests", "/new"), known());

    headers.remove(Announcements.HEADER);
    announcements.modifiedBundle(bundle, null, announced);
    assertEquals(List.of(), known());
  }

  @Test
  void aPathIsKnownUntilTheLastWhoAnnouncesItIsGone() {
    Dictionary<String, String> headers = new Hashtable<>();
    headers.put(Announcements.HEADER, "/requests");
    var first = announcements.addingBundle(bundle(headers), null);
    var second = announcements.addingBundle(bundle(headers), null);
    announcements.removedBundle(bundle(headers), null, first);
    assertEquals(List.of("/requests"), known());
    announcements.removedBundle(bundle(headers), null, second);
    assertEquals(List.of(), known());
  }

  private List<String> known() {
    return Stream.of("/requests", "/old", "/new").filter(p -> signs.find(p) != null).toList();
  }

  private static Bundle bundle(Dictionary<String, String> headers) {
    return (Bundle)
        Proxy.newProxyInstance(
            AnnouncementsTest.class.getClassLoader(),
            new Class<?>[] {Bundle.class},
            (proxy, method, args) -> headers);
  }
}
