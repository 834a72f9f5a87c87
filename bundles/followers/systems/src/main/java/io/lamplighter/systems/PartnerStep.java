package io.lamplighter.systems;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;

/**
 * {@code partner:<method>?url=&path=&type=}: one call of the other system, with our credentials, in
 * JSON, or as text of another media type ({@code text/xml} is SOAP 1.1); headers in the path as
 * {@code {name}}. The journal entry's id, if there is one, is the Idempotency-Key. The answer is
 * the body afterwards: a Map or list, or text.
 */
final class PartnerStep implements Processor {
  /** Property of the exchange: what would have left the house and did not; the route ends there. */
  static final String WITHHELD = "lamplighter.withheld";

  private static final String JSON = "application/json";
  private static final Pattern HEADER = Pattern.compile("\\{([\\w-]+)}");

  private final CamelContext context;
  private final String method;
  private final String url;
  private final String path;
  private final String type;
  private @Nullable ProducerTemplate http;

  private PartnerStep(CamelContext context, String method, String url, String path, String type) {
    this.context = context;
    this.method = method.toUpperCase(Locale.ROOT);
    this.url = url;
    this.path = path;
    this.type = type;
  }

  static Processor of(CamelContext context, String method, Step.Options options) {
    return new PartnerStep(
        context, method, options.take("url"), options.take("path", ""), options.take("type", JSON));
  }

  @Override
  public void process(Exchange exchange) {
    Message message = exchange.getMessage();
    Exchange call =
        http()
            .send(
                url,
                sent -> {
                  sent.setProperty(WITHHELD, exchange.getProperty(WITHHELD));
                  Message out = sent.getMessage();
                  out.setHeader(Exchange.HTTP_METHOD, method);
                  out.setHeader("Accept", type);
                  out.setHeader("Idempotency-Key", message.getHeader("ce-id"));
                  if (type.equals("text/xml")) {
                    out.setHeader("SOAPAction", "\"\"");
                  }
                  path(out, message);
                  Partner partner =
                      context.getRegistry().lookupByNameAndType(Partner.NAME, Partner.class);
                  if (partner != null) {
                    out.setHeader("Authorization", partner.authorization());
                  }
                  if (!method.equals("GET") && !method.equals("DELETE")) {
                    out.setHeader(Exchange.CONTENT_TYPE, type + "; charset=UTF-8");
                    out.setBody(
                        type.equals(JSON) ? Json.bytes(message.getBody()) : message.getBody());
                  }
                });
    if (call.getException() != null) {
      exchange.setException(call.getException());
      return;
    }
    if (call.isRouteStop()) {
      exchange.setProperty(WITHHELD, call.getProperty(WITHHELD));
      exchange.setRouteStop(true);
      return;
    }
    Message answer = call.getMessage();
    if (answer.getHeader(Exchange.CONTENT_TYPE, "", String.class).contains("json")) {
      JsonNode tree = Json.tree(answer);
      message.setBody(Json.plain(tree));
    } else {
      message.setBody(answer.getBody(String.class));
    }
  }

  private void path(Message out, Message from) {
    String filled =
        HEADER
            .matcher(path)
            .replaceAll(
                name -> {
                  Object value = from.getHeader(name.group(1));
                  if (value == null) {
                    throw new IllegalStateException("no header " + name.group(1) + " for " + path);
                  }
                  return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8)
                      .replace("+", "%20");
                });
    int query = filled.indexOf('?');
    out.setHeader(Exchange.HTTP_PATH, query < 0 ? filled : filled.substring(0, query));
    if (query >= 0) {
      out.setHeader(Exchange.HTTP_QUERY, filled.substring(query + 1));
    }
  }

  private synchronized ProducerTemplate http() {
    if (http == null) {
      http = context.createProducerTemplate();
    }
    return http;
  }
}
