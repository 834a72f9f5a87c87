package io.lamplighter.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.lamplighter.api.door.Resource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The hand-kept OpenAPI description in both forms, and a page that shows it. */
@Component(service = Resource.class, property = Resource.PATH + "=/api")
@Path("/")
public final class DocsResource implements Resource {
  private final byte[] yaml;
  private final byte[] page;
  private final byte[] script;

  @Activate
  public DocsResource() throws IOException {
    yaml = read("openapi.yaml");
    page = read("docs.html");
    script = read("docs.js");
  }

  @GET
  @Path("openapi.yaml")
  @Produces("application/yaml;charset=UTF-8")
  public byte[] yaml() {
    return yaml.clone();
  }

  @GET
  @Path("openapi.json")
  @Produces(MediaType.APPLICATION_JSON)
  public byte[] json() throws IOException {
    return new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValueAsBytes(new ObjectMapper(new YAMLFactory()).readTree(yaml));
  }

  @GET
  @Path("docs")
  @Produces("text/html;charset=UTF-8")
  public Response page() {
    return Response.ok(page.clone())
        .header(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'unsafe-inline'")
        .build();
  }

  @GET
  @Path("docs.js")
  @Produces("text/javascript;charset=UTF-8")
  public byte[] script() {
    return script.clone();
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream file = DocsResource.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new FileNotFoundException(name);
      }
      return file.readAllBytes();
    }
  }
}
