package io.lamplighter.api;

import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What holds for the whole deployment and is set in one place, PID {@code io.lamplighter.house}. A
 * part with a life of its own refers to it; whoever owns a line, a thread or a socket asks it as a
 * neighbour.
 *
 * <p>All of it stays as it is while the instance runs, but the context, which is asked for whenever
 * something is about to leave.
 */
@ProviderType
public interface House {
  /** In which days begin and times are shown. */
  ZoneId zone();

  /** GB/T 2260 code of the region that it serves: of what nothing else gives a region. */
  String region();

  /** What is done here is done for. */
  Context context();

  /** Of the release, as in {@code 0.1.0}. */
  String version();

  /** This node among the others of one database, in a word. */
  String node();

  /**
   * Why nothing leaves the house now, as it is noted of what stays: {@code training} or {@code
   * testing}. Whoever sends to people or partners asks before each thing that he sends, and is done
   * with it when it is withheld: it is not tried again.
   *
   * @return null when it may leave
   */
  default @Nullable String withholding() {
    return context() == Context.PRODUCTION ? null : context().name().toLowerCase(Locale.ROOT);
  }

  /** As in the Header of IEC 61968-100 messages. */
  enum Context {
    PRODUCTION,
    /** Nothing leaves. */
    TESTING,
    /** People practise (演练): nothing leaves. */
    TRAINING
  }
}
