package io.lamplighter.accountability;

import io.lamplighter.api.accountability.AccountabilityFile;
import io.lamplighter.api.accountability.FileFact;
import java.util.List;

/**
 * A file as it is kept.
 *
 * @param all as who sees all of it sees it, without evidence, steps and acts
 * @param proposed whether it is known who is barred from it
 * @param judges logins of all who have ever judged or measured it
 * @param hands of all who have ever named, judged, measured, returned or approved
 */
record FileRow(AccountabilityFile all, boolean proposed, List<String> judges, List<String> hands) {

  /** What its entries say of it, as it is now. */
  FileFact.About about(FileEntity now) {
    return new FileFact.About(
        all.no(),
        all.on(),
        all.cause(),
        all.event(),
        all.cell(),
        now.unit(),
        now.state().wire(),
        now.version());
  }
}
