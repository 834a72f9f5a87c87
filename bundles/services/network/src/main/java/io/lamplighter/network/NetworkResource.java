package io.lamplighter.network;

import io.lamplighter.api.Page;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.network.Asset;
import io.lamplighter.api.network.Network;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.http.Params;
import java.io.InputStream;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The network: look, and load files of up to 4 GiB. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/network")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class NetworkResource implements Resource {
  private final Network network;

  @Activate
  public NetworkResource(@Reference Network network) {
    this.network = network;
  }

  @GET
  @Path("assets")
  @MayCall({"agent", "dispatcher", "crew", "supervisor", "assessor", "integrator"})
  public Page<AssetView> find(@Context UriInfo uri, @Context SecurityContext security) {
    Params params =
        new Params(uri.getQueryParameters(), Set.of("kind", "parent", "after", "limit"));
    Asset.Kind kind = params.oneOf("kind", Asset.Kind.values(), Asset.Kind::wire);
    String parent = params.text("parent");
    String after = params.text("after");
    int limit = params.limit(50);
    params.check();
    return network.find(caller(security), kind, parent, after, limit).map(AssetView::of);
  }

  @GET
  @Path("assets/{id}")
  @MayCall({"agent", "dispatcher", "crew", "supervisor", "assessor", "integrator"})
  public AssetView get(@PathParam("id") String id, @Context SecurityContext security) {
    return AssetView.of(network.get(caller(security), id));
  }

  @GET
  @Path("loads")
  @MayCall({"integrator", "administrator"})
  public Page<LoadView> loads(@Context UriInfo uri, @Context SecurityContext security) {
    Params params = new Params(uri.getQueryParameters(), Set.of("after", "limit"));
    String after = params.text("after");
    int limit = params.limit(50);
    params.check();
    return network.loads(caller(security), after, limit).map(LoadView::of);
  }

  @POST
  @Path("loads")
  @Consumes({"application/rdf+xml", "application/xml"})
  @MayCall(
      value = {"integrator", "administrator"},
      body = 4L << 30,
      streams = true)
  public Network.Report loadCim(
      InputStream file, @Context UriInfo uri, @Context SecurityContext security) {
    return load(security, Network.Format.CIM, uri, file);
  }

  @POST
  @Path("loads")
  @Consumes("text/csv")
  @MayCall(
      value = {"integrator", "administrator"},
      body = 4L << 30,
      streams = true)
  public Network.Report loadCsv(
      InputStream file, @Context UriInfo uri, @Context SecurityContext security) {
    return load(security, Network.Format.CSV, uri, file);
  }

  @POST
  @Path("loads")
  @Consumes({"application/geo+json", MediaType.APPLICATION_JSON})
  @MayCall(
      value = {"integrator", "administrator"},
      body = 4L << 30,
      streams = true)
  public Network.Report loadGeoJson(
      InputStream file, @Context UriInfo uri, @Context SecurityContext security) {
    return load(security, Network.Format.GEOJSON, uri, file);
  }

  private Network.Report load(
      SecurityContext security, Network.Format format, UriInfo uri, InputStream file) {
    LoadParams params = LoadParams.of(uri.getQueryParameters());
    return network.load(caller(security), format, params.extent(), params.confirmRemoved(), file);
  }

  private static Caller caller(SecurityContext security) {
    return (Caller) security.getUserPrincipal();
  }
}
