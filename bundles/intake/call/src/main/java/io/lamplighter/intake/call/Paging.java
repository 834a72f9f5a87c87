package io.lamplighter.intake.call;

import io.lamplighter.api.Text;
import io.lamplighter.api.notice.Carrier;
import io.lamplighter.api.notice.Notice;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.intake.call.PageTable.Due;
import io.lamplighter.kit.text.CommaList;
import java.util.List;
import java.util.Locale;

/** Tells the duty officers, by text, of the calls that were noted; what has no way out waits. */
final class Paging {
  private static final int AT_ONCE = 50;

  private final UnitOfWork work;
  private final Carrier carrier;
  private final PageTexts pages;
  private final List<String> phones;
  private final Locale language;

  /**
   * @param phones divided by commas
   */
  Paging(UnitOfWork work, Carrier carrier, PageTexts pages, String phones, Locale language) {
    this.work = work;
    this.carrier = carrier;
    this.pages = pages;
    this.phones = CommaList.of(phones);
    this.language = language;
  }

  /**
   * Pages for what is due.
   *
   * @return how many calls were looked at
   * @throws io.lamplighter.api.Refusal.Unavailable while there is no way out; the rest waits
   */
  int round() {
    List<Due> due = work.read(transaction -> new PageTable(transaction.connection()).due(AT_ONCE));
    for (Due call : due) {
      page(call);
      work.run(transaction -> new PageTable(transaction.connection()).done(call));
    }
    return due.size();
  }

  /** The notice's id is the call's and the phone's, so that nobody is paged twice. */
  private void page(Due call) {
    Text words = pages.of(call.line(), call.requestNo());
    for (int i = 0; words != null && i < phones.size(); i++) {
      carrier.carry(
          new Notice(
              "duty-" + call.callNo() + "-" + i,
              call.requestNo(),
              call.region(),
              null,
              phones.get(i),
              words.in(language),
              false));
    }
  }
}
