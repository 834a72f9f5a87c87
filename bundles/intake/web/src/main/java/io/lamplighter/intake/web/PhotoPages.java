package io.lamplighter.intake.web;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Tracking;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Unkeyed;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.UnitOfWork;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Whoever has reported something adds photos, with its code. Apart from the report itself: that is
 * taken before, and no photo on a slow line holds it up.
 */
@Component(service = Resource.class, property = Resource.PATH + "=/photos")
@Path("/")
@Produces("text/html;charset=UTF-8")
public final class PhotoPages implements Resource {
  private static final int LARGEST_FORM = Photos.MOST_OF_A_REQUEST * Photos.LARGEST + 65_536;

  private final Photos photos;
  private final Desk desk;
  private final InstantSource clock;
  private final Pages pages = new Pages();

  @Activate
  public PhotoPages(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=web)") UnitOfWork work,
      @Reference Desk desk,
      @Reference InstantSource clock) {
    this.photos = new Photos(work);
    this.desk = desk;
    this.clock = clock;
  }

  @POST
  @Path("{no: [^/]*}")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @MayCall(
      value = {"public", "partner", "staff"},
      body = LARGEST_FORM,
      strangers = LARGEST_FORM)
  @Unkeyed("a request has room for a few only")
  public Response add(
      byte @Nullable [] body,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type,
      @PathParam("no") String no,
      @QueryParam("lang") @Nullable String wanted,
      @Context SecurityContext security,
      @Context HttpHeaders headers) {
    String language = Pages.language(wanted, headers);
    String token = "";
    try {
      Multipart form = Multipart.of(type == null ? "" : type, body == null ? new byte[0] : body);
      token = form.text("token");
      Tracking tracking = desk.track(no, token);
      List<Picture> pictures = pictures(form.files("photo"));
      Caller caller = (Caller) security.getUserPrincipal();
      photos.add(caller, tracking.requestNo(), pictures, clock.instant());
      return answer(no, token, null, language, 200);
    } catch (Refusal.NotFound unknown) {
      return pages.unknown(no, language);
    } catch (IllegalArgumentException broken) {
      return answer(no, token, WRONG, language, 400);
    } catch (Refusal.Invalid invalid) {
      return answer(no, token, invalid.errors().get(0).message(), language, 400);
    } catch (Refusal.Conflict full) {
      return answer(no, token, full.text(), language, 409);
    } catch (Refusal.TooMany | Refusal.Unavailable later) {
      return pages.sorry(language);
    }
  }

  private static final Text WRONG =
      new Text("The photos did not come whole; please send them again", "照片没有传完整，请重新发送");

  private static List<Picture> pictures(List<byte[]> files) {
    List<Picture> pictures = new ArrayList<>();
    for (byte[] file : files) {
      Picture picture = file.length > Photos.LARGEST ? null : Picture.of(file);
      if (picture == null) {
        throw new Refusal.Invalid(
            "/photo",
            "must be JPEG, PNG or WebP, 3 MB at most each",
            "须为 JPEG、PNG 或 WebP，每张不超过 3 MB");
      }
      pictures.add(picture);
    }
    if (pictures.isEmpty() || pictures.size() > Photos.MOST_OF_A_REQUEST) {
      throw new Refusal.Invalid("/photo", "choose one to three photos", "请选择 1 至 3 张照片");
    }
    return pictures;
  }

  private Response answer(
      String no, String token, @Nullable Text wrong, String language, int status) {
    HtmlPage page = pages.page("photos", language);
    String note = wrong == null ? "" : Pages.note(Pages.text(wrong, language));
    Map<String, String> values =
        Map.of(
            "no", no,
            "token", token,
            "what", page.word(wrong == null ? "photos.kept" : "photos.not"),
            "wrong", note,
            "photo", pages.photo(no, token, language));
    return pages.answer("photos", language, values, status);
  }
}
