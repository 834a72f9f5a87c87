package io.lamplighter.network;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.network.Asset;
import io.lamplighter.api.network.Network;
import io.lamplighter.api.security.Caller;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The network: look, and load files of up to 4 GiB. */
@Component(
    service = Resource.class,
    property = {Resource.PATH + "=/api/v1/network", Resource.MAX_BODY + ":Long=4294967296"})
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class NetworkResource implements Resource {
  private final Network network;

  @Activate
  public NetworkResource(@Reference Network network) {
    this.network = network;
  }

  /** A page of assets. */
  public record AssetList(List<AssetView> items, @Nullable String next) {}

  @GET
  @Path("assets")
  public AssetList find(
      @QueryParam("kind") @Nullable String kind,
      @QueryParam("parent") @Nullable String parent,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @Context SecurityContext security) {
    Asset.Kind wanted = kind == null ? null : one(Asset.Kind.values(), kind, "/kind");
    Page<Asset> page = network.find(caller(security), wanted, parent, after, limit);
    return new AssetList(page.items().stream().map(AssetView::of).toList(), page.next());
  }

  @GET
  @Path("assets/{id}")
  public AssetView get(@PathParam("id") String id, @Context SecurityContext security) {
    return AssetView.of(network.get(caller(security), id));
  }

  @POST
  @Path("loads")
  @Consumes({"application/rdf+xml", "application/xml"})
  public Network.Report loadCim(
      InputStream file,
      @QueryParam("extent") @DefaultValue("full") String extent,
      @Context SecurityContext security) {
    return load(security, Network.Format.CIM, extent, file);
  }

  @POST
  @Path("loads")
  @Consumes("text/csv")
  public Network.Report loadCsv(
      InputStream file,
      @QueryParam("extent") @DefaultValue("full") String extent,
      @Context SecurityContext security) {
    return load(security, Network.Format.CSV, extent, file);
  }

  @POST
  @Path("loads")
  @Consumes("application/geo+json")
  public Network.Report loadGeoJson(InputStream file, @Context SecurityContext security) {
    return load(security, Network.Format.GEOJSON, Network.Extent.DELTA.wire(), file);
  }

  private Network.Report load(
      SecurityContext security, Network.Format format, String extent, InputStream file) {
    return network.load(
        caller(security), format, one(Network.Extent.values(), extent, "/extent"), file);
  }

  private static Caller caller(SecurityContext security) {
    return (Caller) security.getUserPrincipal();
  }

  private static <E extends Enum<E>> E one(E[] values, String wire, String pointer) {
    return Arrays.stream(values)
        .filter(value -> value.name().equalsIgnoreCase(wire.replace('-', '_')))
        .findAny()
        .orElseThrow(
            () ->
                new Refusal.Invalid(
                    pointer,
                    "must be one of " + Arrays.toString(values),
                    "须为下列之一：" + Arrays.toString(values)));
  }
}
