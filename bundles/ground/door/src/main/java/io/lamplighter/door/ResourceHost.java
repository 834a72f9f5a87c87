package io.lamplighter.door;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.api.door.Resource;
import io.lamplighter.kit.neighbour.Arrivals;
import io.lamplighter.kit.neighbour.Gate;
import java.util.List;
import org.osgi.framework.ServiceReference;

/** Makes a server of every resource that arrives. */
final class ResourceHost implements Arrivals.Host<Resource, Server> {
  private final Signs<Server> signs;
  private final long usualBody;
  private final ObjectMapper json;
  private final ProblemWriter problems;

  ResourceHost(Signs<Server> signs, long usualBody, ObjectMapper json, ProblemWriter problems) {
    this.signs = signs;
    this.usualBody = usualBody;
    this.json = json;
    this.problems = problems;
  }

  @Override
  public Gate<Server> gate(ServiceReference<Resource> reference) {
    return signs.at(path(reference)).gate();
  }

  @Override
  public Server open(ServiceReference<Resource> reference, Resource resource) {
    return Server.open(path(reference), resource, usualBody, providers(usualBody, json, problems));
  }

  /** What all resources have in common. */
  static List<Object> providers(long usualBody, ObjectMapper json, ProblemWriter problems) {
    JsonProvider provider = new JsonProvider(json);
    return List.of(
        new RightsFilter(usualBody),
        new DeclaredCharset(),
        new WholeList(),
        provider,
        new Manners(provider),
        new ProblemMapper(problems),
        new Headers());
  }

  @Override
  public void farewell(Server server) {
    server.farewell();
  }

  @Override
  public void close(Server server) {
    server.close();
  }

  private static String path(ServiceReference<Resource> reference) {
    Object path = reference.getProperty(Resource.PATH);
    if (!(path instanceof String text) || !text.startsWith("/")) {
      throw new IllegalArgumentException(Resource.PATH + " is not a path: " + path);
    }
    return text;
  }
}
