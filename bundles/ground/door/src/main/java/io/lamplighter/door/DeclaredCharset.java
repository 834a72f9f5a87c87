package io.lamplighter.door;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.core.MediaType;
import org.apache.cxf.helpers.HttpHeaderHelper;
import org.jspecify.annotations.Nullable;

/**
 * Texts come to resources in UTF-8, whatever charset their sender has declared (RFC 7111, RFC 5545,
 * 3.1.4). JSON has no other (RFC 8259), and XML says its own.
 */
public final class DeclaredCharset implements ContainerRequestFilter {
  DeclaredCharset() {}

  @Override
  public void filter(ContainerRequestContext context) {
    Charset declared = of(context.getMediaType());
    if (!declared.equals(StandardCharsets.UTF_8)) {
      context.setEntityStream(new Utf8Stream(context.getEntityStream(), declared));
    }
  }

  /** One that nobody knows was refused at the door: {@link MediaTypes#isReadable}. */
  private static Charset of(@Nullable MediaType type) {
    String name =
        type == null || !type.getType().equalsIgnoreCase("text") || isXml(type)
            ? null
            : HttpHeaderHelper.mapCharset(
                HttpHeaderHelper.findCharset(type.toString()), StandardCharsets.UTF_8.name());
    return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
  }

  private static boolean isXml(MediaType type) {
    return type.getSubtype().equalsIgnoreCase("xml");
  }
}
