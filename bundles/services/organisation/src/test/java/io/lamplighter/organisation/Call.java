package io.lamplighter.organisation;

import io.lamplighter.api.security.Caller;
import java.lang.reflect.Proxy;
import javax.ws.rs.core.MultivaluedHashMap;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;

/** What the door hands in with a call. */
final class Call {
  private Call() {}

  static SecurityContext as(Caller caller) {
    return fake(SecurityContext.class, caller);
  }

  /**
   * @param params names and values in turn
   */
  static UriInfo asked(String... params) {
    MultivaluedHashMap<String, String> query = new MultivaluedHashMap<>();
    for (int i = 0; i < params.length; i += 2) {
      query.add(params[i], params[i + 1]);
    }
    return fake(UriInfo.class, query);
  }

  /** Of whom only one thing is asked. */
  static <T> T fake(Class<T> type, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answer));
  }
}
