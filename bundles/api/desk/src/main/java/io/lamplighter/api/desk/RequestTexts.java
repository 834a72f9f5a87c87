package io.lamplighter.api.desk;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.security.Caller;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What customers wrote, for a part of the platform that learns from it: for its work only, never to
 * be kept, shown or told.
 */
@ProviderType
public interface RequestTexts {
  /** So many are asked for at once, at most. */
  int MOST = 500;

  /**
   * @param text as it was written
   * @param who the same for the same phone, or customer where there is no phone, and of strangers
   *     for the same place they called from, whatever phone they wrote: whose it is cannot be found
   *     from it; null where nothing is known
   */
  record Said(String requestNo, String text, @Nullable String who) {}

  /**
   * Texts of requests, in no order; those without one, and numbers that nobody has, are left out.
   * Drills are never among them.
   *
   * @param caller a part of the platform; asking is a look
   * @throws Refusal.Forbidden for anybody else
   * @throws Refusal.Invalid when more than {@link #MOST} are asked for
   */
  List<Said> texts(Caller caller, Collection<String> requestNos);
}
