package io.lamplighter.api.network;

import io.lamplighter.api.Page;
import io.lamplighter.api.security.Caller;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
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
   * @param confirmRemoved so many assets a full file may take out, and no other number; null: none
   *     has been confirmed, and a file that takes out all or a large share of them is refused
   * @throws io.lamplighter.api.Refusal.Invalid naming line and reason, when anything in it is
   *     wrong, and when a full file has no asset
   * @throws io.lamplighter.api.Refusal.Conflict {@code network.removes-too-many}, saying how many
   */
  Report load(
      Caller caller, Format format, Extent extent, @Nullable Long confirmRemoved, InputStream file);

  /** As {@link #load(Caller, Format, Extent, Long, InputStream)}, with nothing confirmed. */
  default Report load(Caller caller, Format format, Extent extent, InputStream file) {
    return load(caller, format, extent, null, file);
  }

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
   * The files that were brought in for the caller's region, the newest first. Needs the role
   * integrator or administrator.
   *
   * @param limit 1 to {@link Page#MAX}
   */
  Page<Loaded> loads(Caller caller, @Nullable String after, int limit);

  /** Where a file is. */
  enum State {
    READING,
    REFUSED,
    /** It has made no progress for half an hour; nothing of it counts. */
    BROKEN_OFF,
    DONE;

    public String wire() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * A file that was brought in, or is being read.
   *
   * @param read assets read so far
   * @param reason why it was refused, null unless it was
   * @param actor who brought it
   * @param seenAt when it last made progress
   */
  record Loaded(
      long number,
      Format format,
      Extent extent,
      State state,
      long read,
      @Nullable String reason,
      String actor,
      String region,
      Instant startedAt,
      Instant seenAt) {}

  /**
   * What became of a file.
   *
   * @param version of the network now in force; grows when a switch changes something
   * @param read assets in the file, and changes of assets
   * @param older of them, those passed over because what is known is newer
   * @param passedOver what else was in the file
   */
  record Report(
      long version,
      long read,
      long added,
      long changed,
      long removed,
      long older,
      PassedOver passedOver) {
    public Report(long version, long read, long added, long changed, long removed) {
      this(version, read, added, changed, removed, 0, PassedOver.NOTHING);
    }
  }

  /**
   * What was in a file and is none of what is read.
   *
   * @param names the first {@link #MOST} different ones, as they are written there
   */
  record PassedOver(long count, List<String> names) {
    public static final int MOST = 20;
    public static final PassedOver NOTHING = new PassedOver(0, List.of());

    public PassedOver {
      names = List.copyOf(names);
    }
  }
}
