package io.lamplighter.intake.web;

import io.lamplighter.api.House;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.dispatch.CustomerAppointments;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.api.door.Unkeyed;
import io.lamplighter.kit.neighbour.Neighbours;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Function;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Whoever has reported something changes the time that he was promised, with its code. */
@Component(service = Resource.class, property = Resource.PATH + "=/times")
@Path("/")
@Produces("text/html;charset=UTF-8")
public final class TimesPages implements Resource {
  private static final String FORM = MediaType.APPLICATION_FORM_URLENCODED;

  private final Desk desk;
  private final CustomerAppointments appointments;
  private final Times times;
  private final Runnable leave;
  private final Pages pages = new Pages();

  @Activate
  public TimesPages(BundleContext context, @Reference House house) {
    this(new Neighbours(context), house);
  }

  private TimesPages(Neighbours neighbours, House house) {
    this(
        neighbours.of(Desk.class).service(),
        neighbours.of(CustomerAppointments.class).service(),
        house.zone(),
        neighbours::close);
  }

  TimesPages(Desk desk, CustomerAppointments appointments, ZoneId zone, Runnable leave) {
    this.desk = desk;
    this.appointments = appointments;
    this.leave = leave;
    times = new Times(appointments, zone);
  }

  @Deactivate
  void close() {
    leave.run();
  }

  @POST
  @Path("{no: [^/]*}")
  @Consumes(FORM)
  @MayCall(
      value = {"public", "partner", "staff"},
      strangers = 2_048)
  @Unkeyed("asked again, the offers before are made anew")
  public Response choose(
      @PathParam("no") String no,
      MultivaluedMap<String, String> fields,
      @QueryParam("lang") @Nullable String wanted,
      @Context HttpHeaders headers) {
    Asked asked = new Asked(no, fields, Pages.language(wanted, headers));
    return answer(asked, requestNo -> choice(asked, requestNo, ""));
  }

  @POST
  @Path("{no: [^/]*}/take")
  @Consumes(FORM)
  @MayCall(
      value = {"public", "partner", "staff"},
      strangers = 2_048)
  @Unkeyed("an offer is taken once")
  public Response take(
      @PathParam("no") String no,
      MultivaluedMap<String, String> fields,
      @QueryParam("lang") @Nullable String wanted,
      @Context HttpHeaders headers) {
    Asked asked = new Asked(no, fields, Pages.language(wanted, headers));
    return answer(
        asked,
        requestNo -> {
          String offer = asked.typed("offer");
          if (offer.isEmpty()) {
            return choice(asked, requestNo, "times.choice");
          }
          try {
            appointments.take(requestNo, offer);
            return done(asked, requestNo, null);
          } catch (Refusal.Conflict gone) {
            if (gone.code().equals("appointment.gone")) {
              return choice(asked, requestNo, "times.gone");
            }
            throw gone;
          }
        });
  }

  @POST
  @Path("{no: [^/]*}/give-up")
  @Consumes(FORM)
  @MayCall(
      value = {"public", "partner", "staff"},
      strangers = 2_048)
  @Unkeyed("one that holds is given up once")
  public Response giveUp(
      @PathParam("no") String no,
      MultivaluedMap<String, String> fields,
      @QueryParam("lang") @Nullable String wanted,
      @Context HttpHeaders headers) {
    Asked asked = new Asked(no, fields, Pages.language(wanted, headers));
    return answer(
        asked,
        requestNo -> {
          appointments.giveUp(requestNo, asked.typed("appointment"));
          return done(asked, requestNo, null);
        });
  }

  /** What was sent, and in which language it is answered. */
  private record Asked(String no, MultivaluedMap<String, String> fields, String language) {
    private String typed(String name) {
      return Pages.typed(fields, name);
    }

    private String token() {
      return typed("token");
    }
  }

  private Response answer(Asked asked, Function<String, Response> change) {
    String requestNo;
    try {
      requestNo = desk.track(asked.no(), asked.token()).requestNo();
    } catch (Refusal.NotFound unknown) {
      return pages.unknown(asked.no(), asked.language());
    } catch (Refusal.Unavailable away) {
      return pages.sorry(asked.language());
    }
    try {
      return change.apply(requestNo);
    } catch (Refusal.Conflict | Refusal.NotFound not) {
      return done(asked, requestNo, not.text());
    } catch (Refusal.Unavailable | Refusal.TooMany away) {
      return pages.sorry(asked.language());
    }
  }

  /**
   * @param wrong word of what has gone wrong before; empty for nothing
   */
  private Response choice(Asked asked, String requestNo, String wrong) {
    HtmlPage page = pages.page("times", asked.language());
    String note = wrong.isEmpty() ? "" : Pages.note(page.word(wrong));
    return pages.answer(
        "times",
        asked.language(),
        times.choice(requestNo, asked.token(), note, page),
        wrong.isEmpty() ? 200 : 409);
  }

  /** How it stands now. */
  private Response done(Asked asked, String requestNo, @Nullable Text wrong) {
    HtmlPage time = pages.page("time", asked.language());
    String note = wrong == null ? "" : Pages.note(Pages.text(wrong, asked.language()));
    Map<String, String> values =
        Map.of(
            "no",
            requestNo,
            "token",
            asked.token(),
            "wrong",
            note,
            "time",
            times.shown(requestNo, asked.token(), time));
    return pages.answer("timed", asked.language(), values, wrong == null ? 200 : 409);
  }
}
