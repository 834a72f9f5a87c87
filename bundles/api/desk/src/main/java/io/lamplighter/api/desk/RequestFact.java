package io.lamplighter.api.desk;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.FactType;
import io.lamplighter.api.journal.FactType.Inline;
import io.lamplighter.api.journal.FactType.Words;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the desk writes to the journal about a request, whose number is the entry's subject. Names,
 * phones, addresses and words stay with the desk. Words of kinds and states may be added.
 */
public sealed interface RequestFact {
  /**
   * What every entry says of the request, as it is then.
   *
   * @param channelRef the channel's own id, as a digest when it came from outside
   * @param customerNo once the customer was found
   * @param root the request under which the work is done: itself, or the first of those it is
   *     merged under; entries from before there were roots say themselves
   * @param drill true in a rehearsal, else not there
   */
  record About(
      String requestNo,
      @Words(RequestKind.class) String kind,
      String channel,
      @Nullable String channelRef,
      String region,
      @Nullable String customerNo,
      @Nullable String cell,
      @Nullable String transformer,
      int priority,
      String root,
      @Nullable Boolean drill) {
    public About {
      root = root == null ? requestNo : root;
    }
  }

  /** A request whose work is done under another one. */
  record Under(String requestNo, String channel) {}

  /**
   * What every move says.
   *
   * @param holder who has it (首接责任人), once somebody has
   * @param under the requests whose work is done under this one, from this move on; not there when
   *     they are more than {@value #MOST_UNDER}, and in entries from before there were roots: then
   *     the desk tells by {@link Desk#under}
   */
  record Step(
      long version,
      @Words(RequestState.class) String from,
      @Words(RequestState.class) String to,
      @Nullable String holder,
      @Nullable List<Under> under) {
    public static final int MOST_UNDER = 500;
  }

  /**
   * What was found in the words of whoever brought it, as codes: nothing of the words themselves.
   *
   * @param slots which of {@code address}, {@code customerNo}, {@code meter}, {@code phone} were
   * @param extent how far it reaches
   * @param inDanger who is
   * @param since when it began
   */
  record Finds(
      List<String> slots, List<String> extent, List<String> inDanger, @Nullable Instant since) {}

  About about();

  long version();

  /** One by which a request has come into a state, or was asked to. */
  sealed interface Moved extends RequestFact {
    Step step();

    @Override
    default long version() {
      return step().version();
    }
  }

  /**
   * @throws IllegalArgumentException when the entry is not one of the desk's about a request
   */
  static RequestFact of(Entry entry) {
    return entry.as(RequestFact.class);
  }

  /**
   * @param kindReason {@code given}, or the words that decided
   * @param kindSure false when a person is to judge the kind
   * @param promises what the receipt says; empty while nobody could tell
   * @param receivedAt when it was received: limits count from then
   * @param customerClass of the customer who was found
   * @param important whether that is an important one
   * @param areaType urban, rural or remote, once its cell is known
   * @param confidence how likely the kind is right, 0 to 1, when it was told from the words; not
   *     there in entries from before it was known
   * @param finds what was found in the words; not there when nothing was
   * @param model by which model the words were judged: the first twelve hex digits of its SHA-256;
   *     not there when nobody asked the words, and in entries from before models had names
   */
  @FactType(value = "request.received", says = "A submission became a request.")
  record Received(
      @Inline About about,
      long version,
      @Words(RequestState.class) String to,
      String kindReason,
      boolean kindSure,
      List<Promise> promises,
      @Nullable Instant receivedAt,
      @Nullable String customerClass,
      @Nullable Boolean important,
      @Nullable String areaType,
      @Nullable Number confidence,
      @Nullable Finds finds,
      @Nullable String model)
      implements RequestFact {
    public Received(
        About about,
        long version,
        String to,
        String kindReason,
        boolean kindSure,
        List<Promise> promises) {
      this(
          about,
          version,
          to,
          kindReason,
          kindSure,
          promises,
          null,
          null,
          null,
          null,
          null,
          null,
          null);
    }
  }

  @FactType(
      value = "request.matched",
      says = "A request's customer became known after it had come in.")
  record Matched(@Inline About about, long version, By details) implements RequestFact {
    /**
     * @param by number, phone, address or meter
     * @param customerClass of the customer
     * @param important whether that is an important one
     */
    public record By(String by, @Nullable String customerClass, @Nullable Boolean important) {
      public By(String by) {
        this(by, null, null);
      }
    }
  }

  @FactType(value = "request.located", says = "A request's cell became known after it had come in.")
  record Located(@Inline About about, long version, By details) implements RequestFact {
    /**
     * @param by service-point, transformer, feeder, address or polygon
     * @param areaType urban, rural or remote
     */
    public record By(String by, @Nullable String areaType) {}
  }

  @FactType(
      value = "request.handed-over",
      says = "A request's first-responsible is another person: he has accepted it.")
  record HandedOver(@Inline About about, @Inline Step step, Handover details) implements Moved {
    /**
     * @param handover id of the handover
     * @param from who had it
     */
    public record Handover(String handover, @Nullable String from) {}
  }

  @FactType(
      value = "request.ranked",
      says = "A request's priority, kind or limits follow one that was merged under it or left it.")
  record Ranked(@Inline About about, @Inline Step step, Cause details) implements Moved {
    /**
     * @param because the one that came or left
     * @param promises the limits that came with it
     */
    public record Cause(String because, @Nullable List<Promise> promises) {}
  }

  @FactType(value = "request.triaged", says = "A request was judged.")
  record Triaged(@Inline About about, @Inline Step step, @Nullable Judgement details)
      implements Moved {
    /** What was given, and the limits that a new kind has brought. */
    public record Judgement(
        @Words(RequestKind.class) @Nullable String kind,
        @Nullable Long priority,
        @Nullable String cell,
        @Nullable String holder,
        @Nullable List<Promise> promises) {}
  }

  @FactType(value = "request.merged", says = "A request was taken for the same as another one.")
  record Merged(@Inline About about, @Inline Step step, Into details) implements Moved {
    /**
     * @param into the one it is under now
     * @param why same-customer, same-place, judged, or cancelled when the first of them was
     */
    public record Into(String into, String why) {}
  }

  @FactType(value = "request.unmerged", says = "A request was taken out from under another one.")
  record Unmerged(@Inline About about, @Inline Step step, Out details) implements Moved {
    /**
     * @param from the one it was under
     * @param why cancelled when that one was, else not there
     * @param family those merged under it, who go with it
     */
    public record Out(String from, @Nullable String why, @Nullable List<String> family) {}
  }

  @FactType(value = "request.returned", says = "A request was sent back: something is missing.")
  record Returned(@Inline About about, @Inline Step step) implements Moved {}

  @FactType(value = "request.accepted", says = "The crew took the work.")
  record Accepted(@Inline About about, @Inline Step step) implements Moved {}

  @FactType(value = "request.arrived", says = "The crew is on site.")
  record Arrived(@Inline About about, @Inline Step step) implements Moved {}

  /**
   * @param outcome of a complaint or report; not there in entries from before it was asked for
   */
  @FactType(value = "request.closed", says = "A request is over.")
  record Closed(
      @Inline About about,
      @Inline Step step,
      @Words(ComplaintOutcome.class) @Nullable String outcome)
      implements Moved {
    public Closed(About about, Step step) {
      this(about, step, null);
    }
  }

  @FactType(value = "request.cancelled", says = "A request was called off.")
  record Cancelled(@Inline About about, @Inline Step step) implements Moved {}

  @FactType(value = "request.reopened", says = "A request that was over is worked on again.")
  record Reopened(@Inline About about, @Inline Step step) implements Moved {}

  @FactType(value = "request.scheduled", says = "An appointment was made.")
  record Scheduled(@Inline About about, @Inline Step step, Appointment details) implements Moved {
    public record Appointment(Instant from, Instant to) {}
  }

  @FactType(value = "request.dispatched", says = "A crew was given the work.")
  record Dispatched(@Inline About about, @Inline Step step, Work details) implements Moved {
    public record Work(String crew) {}
  }

  @FactType(value = "request.extended", says = "A request was given more time.")
  record Extended(@Inline About about, @Inline Step step, Time details) implements Moved {
    public record Time(Instant until, List<Promise> promises) {}
  }

  @FactType(
      value = "request.corrected",
      says = "What was found in a request's words was put right; its customer is found anew.")
  record Corrected(@Inline About about, @Inline Step step, Slots details) implements Moved {
    /**
     * @param slots which finds were put right
     */
    public record Slots(List<String> slots) {}
  }

  /**
   * @param outcome of a complaint or report, once the desk has found it
   */
  @FactType(value = "request.resolved", says = "The work of a request is done.")
  record Resolved(
      @Inline About about,
      @Inline Step step,
      @Nullable Effort details,
      @Words(ComplaintOutcome.class) @Nullable String outcome)
      implements Moved {
    public Resolved(About about, Step step, @Nullable Effort details) {
      this(about, step, details, null);
    }

    /**
     * @param labourMinutes of all people together
     */
    public record Effort(@Nullable Long labourMinutes, @Nullable List<Material> materials) {}

    public record Material(String code, Number quantity) {}
  }

  @FactType(value = "request.visited", says = "The customer was asked how it was.")
  record Visited(@Inline About about, @Inline Step step, Score details) implements Moved {
    /**
     * @param score 1 to 5
     */
    public record Score(long score) {}
  }
}
