package io.lamplighter.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** What the parts say of themselves, as one OpenAPI in both forms, and a page that shows it. */
@Component(service = Resource.class, property = Resource.PATH + "=/api")
@Path("/")
public final class DocsResource implements Resource {
  private final Fragments fragments;
  private final byte[] page;
  private final byte[] script;

  @Activate
  public DocsResource(BundleContext context) throws IOException {
    page = read("docs.html");
    script = read("docs.js");
    fragments = new Fragments(context);
    fragments.open();
  }

  @Deactivate
  void close() {
    fragments.close();
  }

  @GET
  @Path("openapi.yaml")
  @Produces("application/yaml;charset=UTF-8")
  @MayCall({"public", "partner", "staff"})
  public byte[] yaml() throws JsonProcessingException {
    return yamlWriter().writeValueAsBytes(fragments.whole());
  }

  static ObjectMapper yamlWriter() {
    return new ObjectMapper(
        YAMLFactory.builder()
            .disable(Feature.WRITE_DOC_START_MARKER, Feature.SPLIT_LINES)
            .enable(Feature.MINIMIZE_QUOTES, Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build());
  }

  @GET
  @Path("openapi.json")
  @Produces(MediaType.APPLICATION_JSON)
  @MayCall({"public", "partner", "staff"})
  public byte[] json() throws JsonProcessingException {
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(fragments.whole());
  }

  @GET
  @Path("docs")
  @Produces("text/html;charset=UTF-8")
  @MayCall({"public", "partner", "staff"})
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
  @MayCall({"public", "partner", "staff"})
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
