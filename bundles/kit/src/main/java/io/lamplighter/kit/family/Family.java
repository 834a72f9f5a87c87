package io.lamplighter.kit.family;

import io.lamplighter.api.Page;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestFact;
import io.lamplighter.api.desk.RequestFact.Under;
import io.lamplighter.api.security.Caller;
import java.util.ArrayList;
import java.util.List;

/** Whom it concerns that a request has moved: those whose work is done under it. */
public final class Family {
  private Family() {}

  /**
   * As the entry says; where it does not, because they are too many or it was written before
   * entries did, as the desk says now.
   *
   * @param self who asks the desk
   * @throws io.lamplighter.api.Refusal.Unavailable when the desk is needed and away
   */
  public static List<Under> of(RequestFact.Moved moved, Desk desk, Caller self) {
    List<Under> told = moved.step().under();
    if (told != null) {
      return told;
    }
    List<Under> under = new ArrayList<>();
    String after = null;
    do {
      Page<Request> page = desk.under(self, moved.about().requestNo(), after, Page.MAX);
      page.items().forEach(one -> under.add(new Under(one.requestNo(), one.channel())));
      after = page.next();
    } while (after != null);
    return under;
  }
}
