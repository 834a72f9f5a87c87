package io.lamplighter.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lamplighter.api.journal.FactTypes;
import io.lamplighter.api.security.Access;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.container.AsyncResponse;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MultivaluedHashMap;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;

/** What the stream says before it begins. */
class JournalStreamResourceTest {
  @Test
  void headHasItsAnswerAtOnceAndOpensNothing() throws Exception {
    FakeJournal journal = new FakeJournal();
    Access.Watch watch = () -> {};
    JournalStreamResource stream =
        new JournalStreamResource(
            journal,
            answering(FactTypes.class, Map.of()),
            answering(Access.class, Map.of("watch", watch)),
            new Lookers(() -> Samples.AT),
            Samples.house(),
            answering(ConsoleConfig.class, Map.of("streams", 9, "streamsPerCaller", 9)),
            answering(BundleContext.class, Map.of()));
    List<Object> answers = new ArrayList<>();
    stream.follow(
        null,
        answering(UriInfo.class, Map.of("getQueryParameters", new MultivaluedHashMap<>())),
        Samples.calls(Samples.DISPATCHER),
        answering(HttpHeaders.class, Map.of("getHeaderString", "Bearer t")),
        answering(HttpServletRequest.class, Map.of("getMethod", "HEAD")),
        (AsyncResponse)
            Proxy.newProxyInstance(
                AsyncResponse.class.getClassLoader(),
                new Class<?>[] {AsyncResponse.class},
                (proxy, method, arguments) -> answers.add(arguments[0])));
    assertEquals(200, ((Response) answers.get(0)).getStatus());
    assertEquals(List.of(), journal.watchers);
    stream.stop();
  }

  /** Nothing to whatever else it is asked. */
  private static <T> T answering(Class<T> type, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answers.get(method.getName())));
  }
}
