package io.lamplighter.network;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.journal.Looks;
import io.lamplighter.api.network.Asset;
import io.lamplighter.api.network.Network;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.CsvImport;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.faults.Faults;
import io.lamplighter.network.AssetSwitch.InForce;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** The network, as people and imports see it. */
@Component(service = Network.class, immediate = true, configurationPid = NetworkConfig.PID)
@Designate(ocd = NetworkConfig.class)
public final class NetworkService implements Network {
  private static final Role[] READERS = {
    Role.AGENT, Role.DISPATCHER, Role.CREW, Role.SUPERVISOR, Role.ASSESSOR, Role.INTEGRATOR
  };

  private final UnitOfWork work;
  private final Journal journal;
  private final CsvImport csv;
  private final InstantSource clock;
  private final int largestRemoval;
  private final Homes homes;
  private final Loads loads;
  private final Map<String, String> cim;

  @Activate
  public NetworkService(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=network)") UnitOfWork work,
      @Reference Journal journal,
      @Reference Looks looks,
      @Reference CsvImport csv,
      @Reference InstantSource clock,
      NetworkConfig config)
      throws IOException {
    this(work, journal, looks, csv, clock, config.largestRemoval());
  }

  /**
   * @param largestRemoval percent of the assets in force
   */
  NetworkService(
      UnitOfWork work,
      Journal journal,
      Looks looks,
      CsvImport csv,
      InstantSource clock,
      int largestRemoval)
      throws IOException {
    this.work = work;
    this.journal = journal;
    this.csv = csv;
    this.clock = clock;
    this.largestRemoval = largestRemoval;
    homes = new Homes(looks);
    loads = new Loads(work, clock);
    cim = mapping();
  }

  private static Map<String, String> mapping() throws IOException {
    Properties read = new Properties();
    try (InputStream in = NetworkService.class.getResourceAsStream("cim.properties")) {
      if (in == null) {
        throw new IOException("cim.properties is missing in the bundle");
      }
      read.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    Map<String, String> mapping = new TreeMap<>();
    read.stringPropertyNames().forEach(name -> mapping.put(name, read.getProperty(name)));
    return mapping;
  }

  @Override
  public Report load(
      Caller caller,
      Format format,
      Extent extent,
      @Nullable Long confirmRemoved,
      InputStream file) {
    caller.require(Role.INTEGRATOR, Role.ADMINISTRATOR);
    Load load = loads.begin(caller, format, format == Format.GEOJSON ? Extent.DELTA : extent);
    Passed passed = new Passed();
    Report report =
        format == Format.GEOJSON
            ? places(caller, load, file, passed)
            : assets(caller, load, file, passed, new Removals(largestRemoval, confirmRemoved));
    return new Report(
        report.version(),
        report.read(),
        report.added(),
        report.changed(),
        report.removed(),
        report.older(),
        passed.all());
  }

  @Override
  public Page<Loaded> loads(Caller caller, @Nullable String after, int limit) {
    caller.require(Role.INTEGRATOR, Role.ADMINISTRATOR);
    Page.check(limit);
    return loads.find(caller.region(), after == null ? Long.MAX_VALUE : number(after), limit);
  }

  private static long number(String after) {
    try {
      return Long.parseLong(after);
    } catch (NumberFormatException e) {
      throw new Refusal.Invalid("/after", "must be the next of a page", "须为上一页的 next");
    }
  }

  private Report assets(
      Caller caller, Load load, InputStream file, Passed passed, Removals removals) {
    Faults faults = new Faults();
    AssetStage stage = new AssetStage(work, loads, load, faults);
    try {
      Instant now = clock.instant();
      AssetCheck check = new AssetCheck(faults, now);
      @Nullable String told = null;
      if (load.format() == Format.CIM) {
        CimReader model = new CimReader(cim, check, faults, passed, stage::add, load.full(), now);
        model.read(file);
        told = model.created();
      } else {
        new CsvReader(csv, check, faults, stage::add).read(file);
      }
      stage.flush();
      faults.refuseIfAny();
      refuseIfNothing(load, stage.read());
      loads.checking(load, stage.read());
      InForce before = work.call(t -> new AssetSwitch(t.connection(), load).look());
      Report report =
          new AssetLoad(work, journal, caller, load, removals, told).switchOver(stage.read());
      loads.done(load, stage.read(), report.toString());
      // Whichever of the two is not in force any more; a delta's own rows never are.
      loads.clear(load.number());
      loads.clear(before.load());
      return report;
    } catch (RuntimeException e) {
      loads.refused(load, stage.read(), String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private static void refuseIfNothing(Load load, long read) {
    if (load.full() && read == 0) {
      throw new Refusal.Invalid(
          "", "A full file has the whole network; this has no asset", "全量文件不含任何设备");
    }
  }

  private Report places(Caller caller, Load load, InputStream file, Passed passed) {
    Faults faults = Faults.ofFeatures();
    PlaceStage stage = new PlaceStage(work, loads, load, faults);
    try {
      new GeoJsonReader(faults, passed, clock.instant(), stage::add).read(file);
      stage.flush();
      faults.refuseIfAny();
      Report report = stage.apply(journal, caller);
      loads.done(load, report.read(), report.toString());
      loads.clear(load.number());
      return report;
    } catch (RuntimeException e) {
      loads.refused(load, stage.read(), String.valueOf(e.getMessage()));
      throw e;
    }
  }

  @Override
  public Asset get(Caller caller, String id) {
    caller.require(READERS);
    Asset asset =
        work.call(t -> new AssetTables(t.connection()).get(id.replace("\0", "")))
            .filter(found -> caller.covers(found.region()))
            .orElseThrow(
                () ->
                    new Refusal.NotFound(
                        "asset.unknown", new Text("There is no such asset", "没有该设备")));
    return homes.shown(caller, "asset", List.of(asset)).get(0);
  }

  @Override
  public Page<Asset> find(
      Caller caller,
      Asset.@Nullable Kind kind,
      @Nullable String parent,
      @Nullable String after,
      int limit) {
    caller.require(READERS);
    Page.check(limit);
    List<Asset> found =
        work.call(
            t ->
                new AssetTables(t.connection())
                    .list(caller.region(), kind, parent, after, limit + 1));
    Page<Asset> page = Page.cut(found, limit, Asset::id);
    return new Page<>(homes.shown(caller, "assets", page.items()), page.next());
  }
}
