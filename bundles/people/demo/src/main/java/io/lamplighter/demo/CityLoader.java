package io.lamplighter.demo;

import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.CsvImport;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the city through the customers' own import, once, and only where no customers were before.
 * A loading that was interrupted is done again: the import changes nothing that is there already.
 */
final class CityLoader {
  private static final Logger LOG = LoggerFactory.getLogger(CityLoader.class);
  private static final Caller DEMO = Caller.system("demo");

  private final City city;
  private final Path directory;
  private final Customers customers;

  CityLoader(City city, Path directory, Customers customers) {
    this.city = city;
    this.directory = directory;
    this.customers = customers;
  }

  /** The city is there when it returns. */
  void load() throws IOException {
    Path begun = directory.resolve("loading");
    Path done = directory.resolve("loaded");
    if (Files.exists(done)) {
      return;
    }
    if (!Files.exists(begun) && !customers.find(DEMO, null, null, null, 1).items().isEmpty()) {
      LOG.info("There are customers already: the demo city is not loaded");
      return;
    }
    Files.createDirectories(directory);
    Files.writeString(begun, "");
    new CityFiles(city).writeTo(directory);
    LOG.info(
        "Loading the demo city: {} customers on {} transformers and {} lines",
        city.residents().size(),
        city.transformers().size(),
        city.lines().size());
    CsvImport.Report report;
    try (Reader csv = Files.newBufferedReader(directory.resolve(CityFiles.CUSTOMERS))) {
      report = customers.importCsv(DEMO, csv);
    }
    if (report.badCount() > 0) {
      LOG.warn(
          "{} lines of the demo city were refused: {}", report.badCount(), report.bad().get(0));
    }
    LOG.info("The demo city is loaded: {} customers added", report.added());
    Files.move(begun, done);
  }
}
