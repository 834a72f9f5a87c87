package io.lamplighter.console;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Region;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.security.Users;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Systems that submit with a key; for administrators. */
@Component(service = Resource.class, property = Resource.PATH + "=/api/v1/partners")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class PartnersResource implements Resource {
  private final Users users;

  @Activate
  public PartnersResource(@Reference Users users) {
    this.users = users;
  }

  record PartnerView(String partner, List<String> channels, String region) {}

  record NewPartner(
      @Nullable String partner, @Nullable List<String> channels, @Nullable String region) {}

  record FirstKey(String partner, String key) {}

  @GET
  @MayCall("administrator")
  public Page<PartnerView> all(@Context SecurityContext security) {
    return Page.all(
        users.partners(Callers.of(security)).stream()
            .map(
                partner ->
                    new PartnerView(
                        partner.name(),
                        partner.channels().stream().sorted().toList(),
                        partner.region()))
            .toList());
  }

  /** Adds a partner, or gives the one of that name a new key and rights. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @MayCall("administrator")
  public Response put(@Nullable NewPartner wanted, @Context SecurityContext security) {
    NewPartner partner = wanted == null ? new NewPartner(null, null, null) : wanted;
    List<FieldError> errors = new ArrayList<>();
    String name = Objects.requireNonNullElse(partner.partner(), "");
    if (name.isBlank()) {
      errors.add(FieldError.of("/partner", "is missing", "缺失"));
    }
    Set<String> channels = channels(partner.channels(), errors);
    String region = Objects.requireNonNullElse(partner.region(), "");
    if (!Region.isCode(region)) {
      errors.add(FieldError.of("/region", "must be a region code", "须为行政区划代码"));
    }
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
    String key = users.putPartner(Callers.of(security), name, channels, region);
    return UsersResource.secret(Response.Status.CREATED, new FirstKey(name, key));
  }

  private static Set<String> channels(@Nullable List<String> words, List<FieldError> errors) {
    Set<String> channels = new HashSet<>();
    if (words == null || words.isEmpty()) {
      errors.add(FieldError.of("/channels", "needs at least one channel", "至少需要一个渠道"));
      return channels;
    }
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word == null) {
        errors.add(FieldError.of("/channels/" + i, "is missing", "缺失"));
      } else {
        channels.add(word);
      }
    }
    return channels;
  }

  @DELETE
  @Path("{partner}")
  @MayCall("administrator")
  public void remove(@PathParam("partner") String partner, @Context SecurityContext security) {
    users.removePartner(Callers.of(security), partner);
  }
}
