package io.lamplighter.api.network;

import io.lamplighter.api.Page;
import io.lamplighter.api.security.Caller;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The network in force. */
@ProviderType
public interface Network {
  /** How a file is written. */
  enum Format {
    /** CIM RDF/XML (IEC 61970-552): a subset of classes, full models and difference models. */
    CIM,
    /** One asset a line. */
    CSV,
    /** GeoJSON (RFC 7946): addresses and shapes of assets that are there. */
    GEOJSON;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How much a file speaks of. */
  enum Extent {
    /** All assets of the caller's region: what is not in it is gone. */
    FULL,
    /** Only what has changed. */
    DELTA;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Reads a file of any size in bounded memory, checks it as a whole, and only then switches over
   * to it in one step. A file that is refused, or whose reading breaks off, leaves the network in
   * force as it is; the same file again changes nothing. GeoJSON is always a delta. Needs the role
   * integrator or administrator.
   *
   * @throws io.lamplighter.api.Refusal.Invalid naming line and reason, when anything in it is wrong
   */
  Report load(Caller caller, Format format, Extent extent, InputStream file);

  /**
   * @throws io.lamplighter.api.Refusal.NotFound {@code asset.unknown}, also for one of another
   *     region
   */
  Asset get(Caller caller, String id);

  /**
   * Assets of the caller's region by id; every criterion that is given must match.
   *
   * @param parent what feeds them
   * @param limit 1 to {@link Page#MAX}
   */
  Page<Asset> find(
      Caller caller,
      Asset.@Nullable Kind kind,
      @Nullable String parent,
      @Nullable String after,
      int limit);

  /**
   * What became of a file.
   *
   * @param version of the network now in force; grows when a switch changes something
   * @param read assets in the file
   */
  record Report(long version, long read, long added, long changed, long removed) {}
}
