package io.lamplighter.systems;

import io.lamplighter.api.network.Network.Extent;
import io.lamplighter.api.network.Network.Format;
import io.lamplighter.api.store.CsvImport;
import io.lamplighter.kit.text.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code import:network?format=&extent=&region=} and {@code import:customers?region=}: hands a
 * file, as it comes, to the part it is for. Customers may also be a list of Maps. What became of it
 * is the body afterwards.
 */
record ImportStep(Importer importer) implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(ImportStep.class);

  /** So many bad lines are named in the answer; the log has all that were told. */
  private static final int MOST_NAMED = 100;

  /** One kind of file. */
  private interface Importer {
    Map<String, Object> run(Exchange exchange) throws IOException;
  }

  static Step.Maker with(RouteServices neighbours) {
    return (context, name, options) -> {
      String region = options.take("region", "");
      return switch (name) {
        case "customers" -> new ImportStep(exchange -> customers(neighbours, region, exchange));
        case "network" -> {
          Format format = Format.valueOf(options.take("format").toUpperCase(Locale.ROOT));
          Extent extent = Extent.valueOf(options.take("extent", "delta").toUpperCase(Locale.ROOT));
          yield new ImportStep(exchange -> network(neighbours, region, format, extent, exchange));
        }
        default -> throw new IllegalArgumentException("import: knows network and customers");
      };
    };
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    exchange.getMessage().setBody(importer.run(exchange));
  }

  private static Map<String, Object> network(
      RouteServices neighbours, String region, Format format, Extent extent, Exchange exchange)
      throws IOException {
    try (InputStream file = exchange.getMessage().getMandatoryBody(InputStream.class)) {
      var report = neighbours.network().load(Actor.of(exchange, region), format, extent, file);
      return Map.of(
          "version", report.version(),
          "read", report.read(),
          "added", report.added(),
          "changed", report.changed(),
          "removed", report.removed(),
          "older", report.older(),
          "passedOver", report.passedOver().count(),
          "passedOverNames", report.passedOver().names());
    } catch (org.apache.camel.InvalidPayloadException e) {
      throw new IllegalArgumentException("A file is expected", e);
    }
  }

  private static Map<String, Object> customers(
      RouteServices neighbours, String region, Exchange exchange) throws IOException {
    try (Reader file = reader(exchange)) {
      CsvImport.Report report = neighbours.customers().importCsv(Actor.of(exchange, region), file);
      for (CsvImport.BadLine bad : report.bad()) {
        LOG.warn(
            "Customers, line {}: {} {}",
            bad.number(),
            bad.error().pointer(),
            bad.error().message().en());
      }
      return Map.of(
          "lines", report.lines(),
          "added", report.added(),
          "changed", report.changed(),
          "unchanged", report.unchanged(),
          "bad", report.badCount(),
          "badLines", report.bad().stream().limit(MOST_NAMED).map(ImportStep::named).toList());
    }
  }

  /** A list's items are lines too: the first is line 2, as in a file. */
  private static Map<String, Object> named(CsvImport.BadLine bad) {
    return Map.of(
        "line", bad.number(),
        "field", bad.error().pointer(),
        "message", bad.error().message().en());
  }

  private static Reader reader(Exchange exchange) throws IOException {
    Object body = exchange.getMessage().getBody();
    if (body instanceof List<?> list) {
      return new StringReader(CsvText.of(list));
    }
    InputStream stream = exchange.getMessage().getBody(InputStream.class);
    if (stream == null) {
      throw new IllegalArgumentException("A CSV file or a list is expected, not " + body);
    }
    return Utf8.marking(stream);
  }
}
