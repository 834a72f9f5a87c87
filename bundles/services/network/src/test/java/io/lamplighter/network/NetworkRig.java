package io.lamplighter.network;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.network.Asset;
import io.lamplighter.api.network.Network.Extent;
import io.lamplighter.api.network.Network.Format;
import io.lamplighter.api.network.Network.Report;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.store.CommittedFacts;
import io.lamplighter.store.NotedLooks;
import io.lamplighter.store.StreamingCsvImport;
import io.lamplighter.store.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An empty network of region 3306, and who loads files into it. */
final class NetworkRig {
  static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  static final Caller LOADER =
      new Caller("p", Caller.Kind.PERSON, Set.of(Role.INTEGRATOR, Role.AGENT), "3306", Set.of());

  /** What a network consists of at least. */
  static final String CSV =
      """
      id,kind,name,parent,region
      s1,substation,城南变,,330602
      l1,line,城南一线,s1,
      t1,transformer,1号变,l1,
      t2,transformer,2号变,l1,
      p1,service-point,3幢,t1,
      """;

  final NetworkService network;

  NetworkRig() {
    TestDatabase.reset("network");
    try {
      network =
          new NetworkService(
              TestDatabase.unit("network"),
              new CommittedFacts(),
              new NotedLooks(),
              new StreamingCsvImport(),
              InstantSource.fixed(NOW),
              20);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Report full(String csv) {
    return load(Format.CSV, Extent.FULL, csv);
  }

  Report load(Format format, Extent extent, String text) {
    return load(format, extent, null, text.getBytes(StandardCharsets.UTF_8));
  }

  Report load(Format format, Extent extent, @Nullable Long confirmed, byte[] file) {
    return network.load(LOADER, format, extent, confirmed, new ByteArrayInputStream(file));
  }

  /** What is in force; null when it is not. */
  @Nullable Asset asset(String id) {
    try {
      return network.get(LOADER, id);
    } catch (Refusal.NotFound e) {
      return null;
    }
  }

  List<Asset> all() {
    return network.find(LOADER, null, null, null, 500).items();
  }

  static String rdf(String content) {
    return "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\""
        + " xmlns:cim=\"http://iec.ch/TC57/2013/CIM-schema-cim16#\""
        + " xmlns:md=\"http://iec.ch/TC57/61970-552/ModelDescription/1#\""
        + " xmlns:dm=\"http://iec.ch/TC57/61970-552/DifferenceModel/1#\">"
        + content
        + "</rdf:RDF>";
  }

  static String difference(String reverse, String forward) {
    return rdf(
        "<dm:DifferenceModel rdf:about=\"urn:uuid:1\">"
            + "<dm:reverseDifferences rdf:parseType=\"Statements\">"
            + reverse
            + "</dm:reverseDifferences><dm:forwardDifferences rdf:parseType=\"Statements\">"
            + forward
            + "</dm:forwardDifferences></dm:DifferenceModel>");
  }
}
