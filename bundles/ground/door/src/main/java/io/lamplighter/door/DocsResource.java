package io.lamplighter.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Enumeration;
import java.util.Map;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * What the parts say of themselves, as one OpenAPI and one AsyncAPI, each as YAML and JSON, and
 * Swagger UI.
 */
@Component(service = Resource.class, property = Resource.PATH + "=/api")
@Path("/")
public final class DocsResource implements Resource {
  private static final String VIEWER = "META-INF/resources/webjars/swagger-ui";

  private final Fragments answers;
  private final Fragments unasked;
  private final byte[] page;
  private final Map<String, URL> files;

  @Activate
  public DocsResource(BundleContext context) throws IOException {
    try (InputStream html = own("docs.html").openStream()) {
      page = html.readAllBytes();
    }
    files =
        Map.of(
            "docs.js", own("docs.js"),
            "swagger-ui.css", viewer(context.getBundle(), "swagger-ui.css"),
            "swagger-ui-bundle.js", viewer(context.getBundle(), "swagger-ui-bundle.js"));
    answers = new Fragments(context, Dialect.OPENAPI);
    unasked = new Fragments(context, Dialect.ASYNCAPI);
    answers.open();
    unasked.open();
  }

  @Deactivate
  void close() {
    unasked.close();
    answers.close();
  }

  @GET
  @Path("openapi.yaml")
  @Produces("application/yaml;charset=UTF-8")
  @MayCall({"public", "partner", "staff"})
  public byte[] openApiYaml() throws JsonProcessingException {
    return yamlWriter().writeValueAsBytes(answers.whole());
  }

  @GET
  @Path("openapi.json")
  @Produces(MediaType.APPLICATION_JSON)
  @MayCall({"public", "partner", "staff"})
  public byte[] openApiJson() throws JsonProcessingException {
    return jsonWriter().writeValueAsBytes(answers.whole());
  }

  @GET
  @Path("asyncapi.yaml")
  @Produces("application/yaml;charset=UTF-8")
  @MayCall({"public", "partner", "staff"})
  public byte[] asyncApiYaml() throws JsonProcessingException {
    return yamlWriter().writeValueAsBytes(unasked.whole());
  }

  @GET
  @Path("asyncapi.json")
  @Produces(MediaType.APPLICATION_JSON)
  @MayCall({"public", "partner", "staff"})
  public byte[] asyncApiJson() throws JsonProcessingException {
    return jsonWriter().writeValueAsBytes(unasked.whole());
  }

  private static ObjectWriter jsonWriter() {
    return new ObjectMapper().writerWithDefaultPrettyPrinter();
  }

  static ObjectMapper yamlWriter() {
    return new ObjectMapper(
        YAMLFactory.builder()
            .disable(Feature.WRITE_DOC_START_MARKER, Feature.SPLIT_LINES)
            .enable(Feature.MINIMIZE_QUOTES, Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build());
  }

  @GET
  @Path("docs")
  @Produces("text/html;charset=UTF-8")
  @MayCall({"public", "partner", "staff"})
  public Response page() {
    return Response.ok(page.clone())
        .header(
            "Content-Security-Policy",
            "default-src 'none'; frame-ancestors 'none'; script-src 'self'; connect-src 'self';"
                + " img-src 'self' data:; style-src 'self' 'unsafe-inline'")
        .build();
  }

  @GET
  @Path("docs/{file}")
  @Produces({"text/javascript;charset=UTF-8", "text/css;charset=UTF-8"})
  @MayCall({"public", "partner", "staff"})
  public Response file(@PathParam("file") String name) throws IOException {
    URL file = files.get(name);
    if (file == null) {
      throw new Refusal.NotFound("docs.no-file", new Text("There is no such file", "没有这个文件"));
    }
    try (InputStream content = file.openStream()) {
      return Response.ok(
              content.readAllBytes(),
              name.endsWith(".css") ? "text/css;charset=UTF-8" : "text/javascript;charset=UTF-8")
          .header(HttpHeaders.CACHE_CONTROL, "max-age=3600")
          .build();
    }
  }

  private static URL own(String name) throws FileNotFoundException {
    return found(name, DocsResource.class.getResource(name));
  }

  /** Of the viewer, which keeps its version in its paths. */
  private static URL viewer(Bundle bundle, String name) throws FileNotFoundException {
    Enumeration<URL> found = bundle.findEntries(VIEWER, name, true);
    return found(name, found == null ? null : found.nextElement());
  }

  private static URL found(String name, @Nullable URL file) throws FileNotFoundException {
    if (file == null) {
      throw new FileNotFoundException(name);
    }
    return file;
  }
}
