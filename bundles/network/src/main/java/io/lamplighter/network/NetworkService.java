package io.lamplighter.network;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.network.Asset;
import io.lamplighter.api.network.Network;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.CsvImport;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.network.AssetSwitch.InForce;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The network, as people and imports see it. */
@Component(service = Network.class, immediate = true)
public final class NetworkService implements Network {
  private static final Role[] READERS = {
    Role.AGENT, Role.DISPATCHER, Role.CREW, Role.SUPERVISOR, Role.ASSESSOR, Role.INTEGRATOR
  };

  private final UnitOfWork work;
  private final Journal journal;
  private final CsvImport csv;
  private final Loads loads;
  private final Map<String, String> cim;

  @Activate
  public NetworkService(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=network)") UnitOfWork work,
      @Reference Journal journal,
      @Reference CsvImport csv,
      @Reference InstantSource clock)
      throws IOException {
    this.work = work;
    this.journal = journal;
    this.csv = csv;
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
  public Report load(Caller caller, Format format, Extent extent, InputStream file) {
    caller.require(Role.INTEGRATOR, Role.ADMINISTRATOR);
    Load load = loads.begin(caller, format, format == Format.GEOJSON ? Extent.DELTA : extent);
    return format == Format.GEOJSON ? places(caller, load, file) : assets(caller, load, file);
  }

  private Report assets(Caller caller, Load load, InputStream file) {
    Faults faults = new Faults();
    AssetStage stage = new AssetStage(work, loads, load, faults);
    try {
      AssetCheck check = new AssetCheck(faults);
      @Nullable String told = null;
      if (load.format() == Format.CIM) {
        CimReader model = new CimReader(cim, check, stage::add);
        model.read(file);
        told = model.created();
      } else {
        new CsvReader(csv, check, faults, stage::add).read(file);
      }
      stage.flush();
      faults.refuseIfAny();
      loads.checking(load, stage.read());
      InForce before = work.call(t -> new AssetSwitch(t.connection(), load).look());
      Report report = new AssetLoad(work, journal, caller, load, told).switchOver(stage.read());
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

  private Report places(Caller caller, Load load, InputStream file) {
    Faults faults = new Faults();
    PlaceStage stage = new PlaceStage(work, loads, load, faults);
    try {
      new GeoJsonReader(faults, stage::add).read(file);
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
    return work.call(t -> new AssetTables(t.connection()).get(id.replace("\0", "")))
        .filter(found -> caller.covers(found.region()))
        .orElseThrow(
            () ->
                new Refusal.NotFound("asset.unknown", new Text("There is no such asset", "没有该设备")));
  }

  @Override
  public Page<Asset> find(
      Caller caller,
      Asset.@Nullable Kind kind,
      @Nullable String parent,
      @Nullable String after,
      int limit) {
    caller.require(READERS);
    if (limit < 1 || limit > Page.MAX) {
      throw new Refusal.Invalid("/limit", "must be from 1 to " + Page.MAX, "须在 1 到 500 之间");
    }
    List<Asset> found =
        work.call(
            t ->
                new AssetTables(t.connection())
                    .list(caller.region(), kind, parent, after, limit + 1));
    boolean more = found.size() > limit;
    List<Asset> shown = more ? found.subList(0, limit) : found;
    return new Page<>(shown, more ? shown.get(limit - 1).id() : null);
  }
}
