package io.lamplighter.api.accountability;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of the negative list (负面清单, 一事一档), as a caller may see it.
 *
 * @param on what it is about, as a request's number
 * @param cause code of the time limit that has passed, or of the rule that found it
 * @param byRule whether a rule has found it, and no time limit
 * @param event its class, as in the library; it says how it is judged
 * @param at when it happened: when the limit was due
 * @param unit code of the unit that answers for it; null while none is known
 * @param person login of who is held responsible; null while nobody is
 * @param why he was proposed, in a word: {@code held}, {@code in-charge}, {@code named}
 * @param late whether the statement did not come in time: it may be judged without
 * @param finding null before it is judged
 * @param level what follows: 1 the gravest to 4; 0 nothing; null before it is set
 * @param measure in a word, as in the library
 * @param annulProposedBy who has proposed to take it back; null when nobody has
 * @param right whether a rule has found it rightly, as a supervisor says; null before
 * @param published when a typical case was made of it; null when none was
 * @param intact whether its rows say what the journal says of them; null in lists
 * @param evidence in the journal's order; empty in lists
 * @param steps in their order; empty in lists
 * @param allowedActs what this caller may do with it now; empty in lists
 */
public record AccountabilityFile(
    String no,
    long version,
    FileState state,
    String on,
    String region,
    @Nullable String cell,
    String cause,
    boolean byRule,
    String event,
    Instant at,
    Instant openedAt,
    @Nullable String unit,
    @Nullable String person,
    @Nullable String why,
    boolean late,
    @Nullable Judgement finding,
    @Nullable Proposal proposal,
    @Nullable Integer level,
    @Nullable String measure,
    @Nullable String annulProposedBy,
    @Nullable Boolean right,
    @Nullable Instant published,
    @Nullable Boolean intact,
    List<Evidence> evidence,
    List<Step> steps,
    Set<FileAct> allowedActs) {
  public AccountabilityFile {
    evidence = List.copyOf(evidence);
    steps = List.copyOf(steps);
    allowedActs = Set.copyOf(allowedActs);
  }

  /**
   * What was judged, in the library's words.
   *
   * @param finding {@code upheld}, {@code partly} or {@code rejected}
   * @param fault null when it was rejected
   * @param consequence null when it was rejected
   * @param mitigations what speaks for a lower level
   */
  public record Judgement(
      String finding,
      @Nullable String fault,
      @Nullable String consequence,
      List<String> mitigations) {
    public Judgement {
      mitigations = List.copyOf(mitigations);
    }
  }

  /**
   * What the library says of a judgement.
   *
   * @param line which of its lines
   * @param edition of the line
   * @param base the line's level
   * @param repeats number of a file of the same kind within the time that raises; null without
   * @param level after what raises and lowers
   * @param article on which it rests
   */
  public record Proposal(
      String line,
      String edition,
      int base,
      @Nullable String repeats,
      int level,
      String measure,
      String article) {}

  /**
   * An entry of the journal, which the file points to and does not copy.
   *
   * @param entry its cursor
   * @param type {@value #MISSING} when the journal has it no more; then the next two are null
   * @param shows in a word what it is there for: began, moved, held, handed-over, breached, found
   * @param block number of the sealed block that it is in; null until it is sealed
   * @param head the hash of that block's head; null until it is sealed
   */
  public record Evidence(
      String entry,
      String type,
      @Nullable Instant at,
      @Nullable String actor,
      String shows,
      @Nullable Long block,
      @Nullable String head) {
    public static final String MISSING = "missing";
  }

  /**
   * What was done with it.
   *
   * @param act as in {@link FileAct}, or opened, unnamed, notified, lapsed, final
   * @param by who did it
   * @param text what he said; null when nothing was, and for whom it is not
   * @param digest SHA-256 of its row, as its entry in the journal has it
   */
  public record Step(String act, Instant at, String by, @Nullable String text, String digest) {}
}
